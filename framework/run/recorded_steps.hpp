// Which steps of a run are recorded.
#pragma once

#include "suite/plan.hpp"

namespace slalom::run {

/// Ascending, first 0, last `steps`. `steps` not known (only a clock ends the run): 20 a decade, as far as it may go.
/// Throws std::invalid_argument where that would be more than ten million.
std::vector<std::uint64_t> recorded_steps(const suite::Recording& recording, std::uint64_t steps, bool steps_known);

}  // namespace slalom::run
