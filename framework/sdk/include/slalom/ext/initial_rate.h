/* The initial learning rate, which warm-up and schedule multiply: a host extension for optimizers, during `create`.
 * NULL where the optimizer has no learning rate. */
#ifndef SLALOM_EXT_INITIAL_RATE_H
#define SLALOM_EXT_INITIAL_RATE_H

#include <slalom/plugin.h>

#ifdef __cplusplus
extern "C" {
#endif

#define SLALOM_INITIAL_RATE "slalom.initial-rate/1"
typedef struct slalom_initial_rate {
  size_t struct_size;
  double rate;
} slalom_initial_rate;

#ifdef __cplusplus
}
#endif
#endif
