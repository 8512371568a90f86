// A case of the plan in words.
#pragma once

#include "statistics/styles.hpp"

namespace slalom::report {

/// "2000 steps or 10 epochs"
std::string in_words(const host::Budget& budget);

/// "constant", "cosine, after 10 steps of warm-up"
std::string schedule_in_words(const host::LearningRate& rate);

/// Who it is: all but the results.
OptimizerResult describe(const host::Case& c, const Style& style);

/// What problem it is: all but the results.
ProblemComparison describe(const host::Case& c, const host::ProblemInfo& info);

/// A landscape of at most that many rows and columns.
Landscape landscape(const host::ProblemInfo& info, std::size_t most);

}  // namespace slalom::report
