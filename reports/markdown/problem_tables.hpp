// The tables of one problem, as Markdown; each is empty where there is nothing to say.
#pragma once

#include "statistics/comparison.hpp"

#include <string>

namespace slalom::report {

/// Ranks, steps until `stop`, final loss, comparison with the best, how many runs diverged.
std::string results_table(const ProblemComparison& problem);

/// Steps, evaluations and epochs to each target; the latter two only where they say something else than the steps.
struct TargetTables {
  std::string steps, evaluations, epochs;
};
TargetTables target_tables(const ProblemComparison& problem);

/// In which known minimum the runs ended.
std::string minima_table(const ProblemComparison& problem);

/// Medians and ranks of the training loss and every metric, side by side.
std::string metrics_table(const ProblemComparison& problem);

/// Variance of the mini-batch gradient, measured and in theory.
std::string variance_table(const ProblemComparison& problem);

/// Final loss by learning rate.
std::string rates_table(const ProblemComparison& problem);

/// What was run: learning rate, batch, budget, settings of every optimizer.
std::string settings_table(const ProblemComparison& problem);

/// Which runs failed, were skipped or diverged, and why.
std::string incidents_table(const ProblemComparison& problem);

}  // namespace slalom::report
