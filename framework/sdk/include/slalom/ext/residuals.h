/* Residuals: f = 1/2 sum_i r_i(w)^2. An extension of problems, and what the host makes of it for optimizers.
 *
 * Residuals are exact and over all examples, whatever the step's batch. The sum of their squares, halved, is the value
 * that the problem's `evaluate` gives without noise over all examples.
 *
 * Every call of an optimizer is billed as one evaluation, and as N examples: the residuals alone, a Jacobian with or
 * without the residuals, and each product with the Jacobian or its transpose. So a step of Gauss-Newton costs as many
 * evaluations as one of gradient descent, as a Hessian-vector product costs as much as a gradient.
 */
#ifndef SLALOM_EXT_RESIDUALS_H
#define SLALOM_EXT_RESIDUALS_H

#include <slalom/plugin.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Problem extension. The functions that run in every step are indexed by the real type, as `evaluate` is. They are
 * called between create_workspace and destroy_workspace, in the workspace's thread, with w within hard bounds; they may
 * fail, and numbers that are not finite are an answer. All memory is the caller's, of the real type. */
#define SLALOM_RESIDUALS "slalom.residuals/1"
typedef struct slalom_residuals {
  size_t struct_size;
  /* How many there are; 0: not offered by this instance. Once, after `open`; cannot fail. */
  size_t (*count)(const void* instance);
  /* Writes all `count` residuals at w. Not NULL for the real types of `evaluate`. */
  slalom_status (*values[SLALOM_REAL_TYPES])(void* workspace, const void* w, void* residuals);
  /* Writes the Jacobian, count x dimension, row-major: a row for each residual; and the residuals, unless they are
   * NULL. NULL where it would be too large; then there are both products. */
  slalom_status (*jacobian[SLALOM_REAL_TYPES])(void* workspace, const void* w, void* residuals, void* jacobian);
  /* product = J v, `count` numbers, and product = J' u, `dimension` numbers, at w. May be NULL where there is
   * `jacobian`. */
  slalom_status (*product[SLALOM_REAL_TYPES])(void* workspace, const void* w, const void* v, void* product);
  slalom_status (*transposed_product[SLALOM_REAL_TYPES])(void* workspace, const void* w, const void* u, void* product);
} slalom_residuals;

/* Host extension, for optimizers: host->extension(host->self, SLALOM_RESIDUAL_ORACLE), during `create` or `step`. NULL
 * where the problem has no residuals. It is valid as long as the optimizer's state; its functions are called during
 * `step`, as those of slalom_oracle, and a status other than SLALOM_OK must be returned from `step` at once. Outside
 * hard bounds, which is counted as well, residuals are +infinity, and Jacobians and products NaN. */
#define SLALOM_RESIDUAL_ORACLE "slalom.residual-oracle/1"
typedef struct slalom_residual_oracle {
  size_t struct_size;
  void* self;
  size_t count;
  /* [host] As above. `jacobian`, and both products, are NULL where the problem does not offer them. */
  slalom_status (*values)(void* self, const void* w, void* residuals);
  slalom_status (*jacobian)(void* self, const void* w, void* residuals, void* jacobian);
  slalom_status (*product)(void* self, const void* w, const void* v, void* product);
  slalom_status (*transposed_product)(void* self, const void* w, const void* u, void* product);
} slalom_residual_oracle;

#ifdef __cplusplus
}
#endif
#endif
