// Speed over several problems: scores, runtime distributions, performance and data profiles.
#pragma once

#include "statistics/comparison.hpp"

#include <span>

namespace slalom::statistics {

/// One optimizer's results, one a problem.
using ResultColumn = std::vector<const OptimizerResult*>;

/// Fills in what MeanRank says about speed. `columns` has the results of each of the optimizers, problem by problem.
void add_speed(std::vector<MeanRank>& optimizers, std::span<const ResultColumn> columns);

}  // namespace slalom::statistics
