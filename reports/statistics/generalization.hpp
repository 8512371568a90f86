// Training against test loss.
#pragma once

#include "statistics/metric_view.hpp"

namespace slalom::statistics {

/// Empty if the problem has no metric "test_loss". Diverged runs do not count.
Generalization generalization(const CaseRuns& runs, const run::ProblemInfo& info);

}  // namespace slalom::statistics
