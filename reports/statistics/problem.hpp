// All that a report says about one problem.
#pragma once

#include "statistics/styles.hpp"

namespace slalom::report {

/// `looks`: how often results were or will be looked at while seeds were added (statistics/separation.hpp).
/// `equivalence`: the experiment's.
ProblemComparison compare_problem(const ProblemRuns& runs, const Styles& styles, std::size_t interim_analyses,
                                  const host::Equivalence& equivalence);

}  // namespace slalom::report
