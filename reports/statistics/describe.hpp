// A case of the plan in words.
#pragma once

#include "statistics/styles.hpp"

namespace slalom::statistics {

/// "2000 steps or 10 epochs"
std::string in_words(const suite::Budget& budget);

/// "constant", "cosine, after 10 steps of warm-up"
std::string schedule_in_words(const suite::LearningRate& rate);

/// Who it is: all but the results.
OptimizerResult describe(const suite::Case& c, const Style& style);

/// What problem it is: all but the results.
ProblemComparison describe(const suite::Case& c, const run::ProblemInfo& info);

/// A landscape of at most that many rows and columns.
Landscape landscape(const run::ProblemInfo& info, std::size_t most);

}  // namespace slalom::statistics
