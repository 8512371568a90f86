// The tables of one problem; each is empty where there is nothing to say.
#pragma once

#include "statistics/comparison.hpp"
#include "view/table.hpp"

namespace slalom::view {

/// Ranks, steps until `stop`, final loss, comparison with the best, how many runs diverged.
Table results_table(const statistics::ProblemComparison& problem);

/// Steps, evaluations and epochs to each target; the latter two only where they say something else than the steps.
struct TargetTables {
  Table steps, evaluations, epochs;
};
TargetTables target_tables(const statistics::ProblemComparison& problem);

/// In which known minimum the runs ended.
Table minima_table(const statistics::ProblemComparison& problem);

/// Medians and ranks of the training loss and every metric, side by side.
Table metrics_table(const statistics::ProblemComparison& problem);

/// Variance of the mini-batch gradient, measured and in theory.
Table variance_table(const statistics::ProblemComparison& problem);

/// Final loss by learning rate.
Table rates_table(const statistics::ProblemComparison& problem);

/// What was run: learning rate, batch, budget, settings of every optimizer.
Table settings_table(const statistics::ProblemComparison& problem);

/// Which runs failed, were skipped or diverged, and why.
Table incidents_table(const statistics::ProblemComparison& problem);

}  // namespace slalom::view
