// How much a mini-batch gradient varies: measured, and by theory.
#pragma once

#include "loader/problem.hpp"
#include "run/record.hpp"

namespace slalom::run {

/// Trace of the covariance of the batch gradient at w. MetricView over 500 batches; theory from the examples' own
/// gradients, with sigma^2 = mean of ‖g_i − g‖²: sigma^2/m with replacement, (N−m)/(m(N−1)) sigma^2 without. NaN for
/// full and sequential batches, which are not random.
GradientVariance gradient_variance(loader::Workspace& workspace, const suite::Batch& batch, std::uint64_t seed,
                                   const void* w);

}  // namespace slalom::run
