// What tuning found, as Markdown; empty without tuning.
#pragma once

#include "statistics/comparison.hpp"

#include <string>

namespace slalom::report {

/// The chosen settings, and what the best of so many trials may be expected to give.
std::string tuning_table(const ProblemTuning& tuning);

/// Mean ranks by how many trials each optimizer may have.
std::string effort_table(const EffortRanking& ranking);

}  // namespace slalom::report
