// A report's tables for a paper. One that has nothing to say has no columns.
#pragma once

#include "latex/table.hpp"
#include "statistics/comparison.hpp"

namespace slalom::latex {

/// Medians at the end by a problem's measure of that index, with intervals, ranks and significance marks.
LatexTable final_table(const statistics::ProblemComparison& problem, std::size_t measure);

/// Expected cost to each target and to the goal, in the budget's unit, and how many runs came there.
LatexTable time_table(const statistics::ProblemComparison& problem);

/// Each optimizer against the best one: ratio, p, effect.
LatexTable pairwise_table(const statistics::ProblemComparison& problem);

/// Each optimizer against the baseline: ratio, p, seeds won and lost, verdict.
LatexTable against_baseline_table(const statistics::ProblemComparison& problem);

/// On how many problems each optimizer is better or worse than the baseline.
LatexTable wins_table(const statistics::BaselineSummary& baseline, const std::string& where, double alpha);

/// Mean ranks and speed scores over problems; `where`: "of experiment valleys".
LatexTable ranks_table(const statistics::Ranking& ranking, const std::string& where, double alpha);

}  // namespace slalom::latex
