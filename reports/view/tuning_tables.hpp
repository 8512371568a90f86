// What tuning found; empty without tuning.
#pragma once

#include "statistics/comparison.hpp"
#include "view/table.hpp"

namespace slalom::view {

/// The chosen settings, and what the best of so many trials may be expected to give.
Table tuning_table(const statistics::ProblemTuning& tuning);

/// Mean ranks by how many trials each optimizer may have.
Table effort_table(const statistics::EffortRanking& ranking);

}  // namespace slalom::view
