// Final loss against learning rate.
#pragma once

#include "statistics/styles.hpp"

#include <vector>

namespace slalom::statistics {

/// One curve for every set of at least three cases that differ in nothing but the learning rate. `optimizers` are the
/// results of `cases`, in the same order; `start` is the first measure's median at the start.
std::vector<RateCurve> rate_curves(const std::vector<CaseRuns>& cases, const std::vector<OptimizerResult>& optimizers,
                                   const Styles& styles, double start);

/// The point with the lowest median final loss; where none has a result, the first.
std::vector<RatePoint>::const_iterator lowest(const RateCurve& curve);

}  // namespace slalom::statistics
