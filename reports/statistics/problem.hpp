// All that a report says about one problem.
#pragma once

#include "statistics/styles.hpp"

namespace slalom::report {

ProblemComparison compare_problem(const ProblemRuns& runs, const Styles& styles);

}  // namespace slalom::report
