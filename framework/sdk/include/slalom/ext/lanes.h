/* Many runs stepped together, in a pack: one step of the optimizer moves all of them, and one question to the problem
 * gives all of their gradients. The host does that where the optimizer is elementwise and the problem has lanes; their
 * authors promise the bits of single runs, and the host keeps all else (counts, stops, records) as in those.
 *
 * Numbers of a pack of `count` runs stand so: number i of run k is element i * count + k. */
#ifndef SLALOM_EXT_LANES_H
#define SLALOM_EXT_LANES_H

#include <slalom/plugin.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Optimizer extension. In a step number i of w depends on nothing but the numbers i of earlier w and of gradients, on
 * settings, the learning rate and the number of the step, and is computed alike, bit by bit, for each i and dimension.
 * It asks for gradients alone, at the same points of its steps whatever their values (never for values, products,
 * batches or random numbers), and looks neither at tensors nor at a domain. So a state of dimension n * count steps
 * `count` runs of dimension n. */
#define SLALOM_ELEMENTWISE "slalom.elementwise/1"
typedef struct slalom_elementwise {
  size_t struct_size;
} slalom_elementwise;

/* Problem extension, of problems without examples or noise, in float64. */
#define SLALOM_LANES "slalom.lanes/1"
typedef struct slalom_lanes {
  size_t struct_size;
  /* Writes the gradients and `count` values at `count` points, at least 1: bit by bit what `evaluate` gives at each. No
   * array overlaps another. Between create_workspace and destroy_workspace, in the workspace's thread; may fail;
   * numbers that are not finite are an answer. */
  slalom_status (*gradients)(void* workspace, const double* points, size_t count, double* gradients, double* values);
  /* 0: not offered by this instance. Once, after `open`; cannot fail. */
  int32_t (*offered)(const void* instance);
} slalom_lanes;

#ifdef __cplusplus
}
#endif
#endif
