/* What takes a problem long to compute when it opens is computed once, and stored with the results: a host extension.
 *
 * Valid during `open` only, in its thread. A problem asks with `lookup`. Where that gives 0, it computes and hands to
 * `store` what `lookup` is to give the next time: when the same plugin file opens a problem with the same settings,
 * data and real type. The questions of one opening are distinguished by their order, with those of an inner problem
 * among them. `store` answers the last question without an answer; what was asked on the way to that answer is dropped,
 * since it will not be asked again. A question that never gets an answer has no numbers (a count of 0) from then on.
 */
#ifndef SLALOM_EXT_ONCE_H
#define SLALOM_EXT_ONCE_H

#include <slalom/plugin.h>

#ifdef __cplusplus
extern "C" {
#endif

#define SLALOM_ONCE "slalom.once/1"
typedef struct slalom_once {
  size_t struct_size;
  void* self;
  /* [host] 0: nothing is stored, and the arguments are left alone. Else the numbers are the host's, valid until `open`
   * returns. Cannot fail. */
  int32_t (*lookup)(void* self, const double** numbers, size_t* count);
  /* [host] Copies the numbers, which are the caller's. Cannot fail. */
  void (*store)(void* self, const double* numbers, size_t count);
} slalom_once;

#ifdef __cplusplus
}
#endif
#endif
