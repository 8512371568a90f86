// All that a report says about one problem.
#pragma once

#include "statistics/pair.hpp"
#include "statistics/styles.hpp"

namespace slalom::statistics {

/// By what rules the optimizers of a problem are compared.
struct Rules {
  std::size_t interim_analyses = 1;  ///< while seeds were or will be added (statistics/separation.hpp)
  suite::Equivalence equivalence;    ///< the experiment's
  double alpha = default_alpha;
  std::string baseline = {};  ///< a label; empty without one
};

ProblemComparison compare_problem(const ProblemRuns& runs, const Styles& styles, const Rules& rules);

}  // namespace slalom::statistics
