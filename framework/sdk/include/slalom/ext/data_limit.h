/* How much memory a data set may take: a host extension, for problems that read files.
 *
 * A problem refuses a data set that would take more, before it takes the memory: its files as they are, unpacked, and
 * the numbers in them all count. The user sets it with `--data-limit`. */
#ifndef SLALOM_EXT_DATA_LIMIT_H
#define SLALOM_EXT_DATA_LIMIT_H

#include <slalom/plugin.h>

#ifdef __cplusplus
extern "C" {
#endif

#define SLALOM_DATA_LIMIT "slalom.data-limit/1"
typedef struct slalom_data_limit {
  size_t struct_size;
  uint64_t bytes;
} slalom_data_limit;

#ifdef __cplusplus
}
#endif
#endif
