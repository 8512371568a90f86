/* Values at many points at once, as population methods want them: an extension of problems, and what the host makes of
 * it for optimizers.
 *
 * They are the values that one call for each point would give, one after the other, bit by bit; a problem offers them
 * only to give them faster. They are billed so: each point is one evaluation, over the examples of the step's batch.
 *
 * The points lie one after the other, `dimension` numbers each. */
#ifndef SLALOM_EXT_VALUES_H
#define SLALOM_EXT_VALUES_H

#include <slalom/plugin.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Problem extension. The functions are indexed by the real type, as `evaluate` is; NULL where it is not offered. They
 * are called between create_workspace and destroy_workspace, in the workspace's thread, with all points within hard
 * bounds; they may fail, and numbers that are not finite are an answer. */
#define SLALOM_VALUES "slalom.values/1"
typedef struct slalom_values {
  size_t struct_size;
  /* Writes `count` values, which is at least 1. Of the query only batch, batch_size and noise count; noise is drawn for
   * the first point first. */
  slalom_status (*values[SLALOM_REAL_TYPES])(void* workspace, const slalom_query* query, const void* points,
                                             size_t count, double* values);
} slalom_values;

/* Host extension, for optimizers: host->extension(host->self, SLALOM_VALUES_ORACLE), during `create` or `step`. Offered
 * for all problems, but not by older hosts: ask for one value after the other there. It is valid as long as the
 * optimizer's state. A wrapper that changes values does not pass it on. */
#define SLALOM_VALUES_ORACLE "slalom.values-oracle/1"
typedef struct slalom_values_oracle {
  size_t struct_size;
  void* self;
  /* [host] Writes `count` values. As slalom_oracle's `value`: during `step`; a status other than SLALOM_OK must be
   * returned from `step` at once. Where the budget covers fewer points, that many are evaluated and counted, and the
   * status is SLALOM_STOP. */
  slalom_status (*values)(void* self, const void* points, size_t count, double* values);
} slalom_values_oracle;

#ifdef __cplusplus
}
#endif
#endif
