// One optimizer on one problem over time.
#pragma once

#include "statistics/history.hpp"

#include <string>

namespace slalom::charts {

/// gnuplot script: medians with quartiles, by the number of the folder, and a line where they changed, if they did.
std::string history_script(const statistics::HistorySeries& series);

}  // namespace slalom::charts
