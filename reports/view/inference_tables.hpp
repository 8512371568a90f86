// Tables of how sure the numbers of a problem are, and what else they say; empty where there is nothing to say.
#pragma once

#include "statistics/comparison.hpp"
#include "view/table.hpp"

namespace slalom::view {

/// Every optimizer against the best: ratio, test, effect sizes.
Table against_best_table(const statistics::ProblemComparison& problem);

/// Expected running time to each target, with intervals.
/// Every optimizer against the baseline; without rows where there is none.
Table baseline_table(const statistics::ProblemComparison& p);
Table baseline_summary_table(const statistics::BaselineSummary& baseline);
/// The row's score relative to the column's, and p.
Table pairs_table(const statistics::ProblemComparison& p);
Table expected_evaluations_table(const statistics::ProblemComparison& problem);
Table expected_seconds_table(const statistics::ProblemComparison& problem);

/// Interquartile means and best values, with intervals.
Table location_table(const statistics::ProblemComparison& problem);

/// Failures, spread over seeds, time a step.
Table robustness_table(const statistics::ProblemComparison& problem);

/// Without rows where there are no targets.
Table anytime_table(const statistics::ProblemComparison& p);
/// Test minus training loss, and when one would have stopped early.
Table generalization_table(const statistics::ProblemComparison& problem);

/// Which learning rates are nearly as good as the best.
Table good_rates_table(const statistics::ProblemComparison& problem);

/// Mean ranks and scores over problems.
/// Without rows where no result is missing.
Table incomplete_ranking_table(const statistics::IncompleteRanking& ranking);
Table ranking_table(const statistics::Ranking& ranking);

}  // namespace slalom::view
