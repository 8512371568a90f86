/* The interface of a bridge: a library that makes plugin tables of source files. There is one, slalom_python.so.
 *
 * Before it is loaded, the symbols of libpython must be visible to all libraries (RTLD_GLOBAL): so one bridge serves
 * all versions of Python from 3.10. It is never unloaded, and what it answers stays valid. */
#ifndef SLALOM_BRIDGE_H
#define SLALOM_BRIDGE_H

#include <slalom/plugin.h>

typedef struct slalom_source {
  size_t struct_size;
  const char* interpreter;   /* the program whose packages are used, such as /home/me/venv/bin/python3 */
  const char* package;       /* the folder that holds the package `slalom` */
  const char* file;          /* the source file, absolute */
  const slalom_table* table; /* the answer; NULL if the file cannot be used */
  const char* selector;      /* of a library with several optimizers: which one, "class=AdamW;…"; else empty */
  const char* folder;        /* what paths in the selector are relative to */
  const char* hash;          /* of all that determines its results, 32 hexadecimal digits */
  const char* reason;        /* why it cannot be used */
} slalom_source;

/* Exported as slalom_open_source. In one thread at a time; cannot fail otherwise than by a reason. */
typedef void (*slalom_open_source_function)(slalom_source* source);

#endif
