// Training against test loss.
#pragma once

#include "statistics/metric_view.hpp"

namespace slalom::report {

/// Empty if the problem has no metric "test_loss". Diverged runs do not count.
Generalization generalization(const CaseRuns& runs, const host::ProblemInfo& info);

}  // namespace slalom::report
