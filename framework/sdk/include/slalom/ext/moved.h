/* An optimizer inside of another is told that the outer one has changed w: an optimizer extension.
 *
 * The outer one calls `moved` between two steps of the inner one: w, which the last step left at `from`, is now at
 * `to`. An optimizer offers it that keeps values, gradients or points of its own for w: it asks for them again in its
 * next step, or moves its points along.
 */
#ifndef SLALOM_EXT_MOVED_H
#define SLALOM_EXT_MOVED_H

#include <slalom/plugin.h>

#ifdef __cplusplus
extern "C" {
#endif

#define SLALOM_MOVED "slalom.moved/1"
typedef struct slalom_moved {
  size_t struct_size;
  void (*moved)(void* state, const void* from, const void* to);
} slalom_moved;

#ifdef __cplusplus
}
#endif
#endif
