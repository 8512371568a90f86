// Whether cases of different results can stand in one table, and in what they differ.
#pragma once

#include "statistics/source.hpp"

#include <string>
#include <vector>

namespace slalom::statistics {

/// A problem's cases in one source.
struct ProblemPlan {
  const Source* source = nullptr;
  std::vector<const suite::Case*> cases;  ///< one at least
};

/// Why two plans for a problem of the same label are not comparable: "the budget is 10 steps in old, 20 steps in new",
/// …
std::vector<std::string> conflicts(const ProblemPlan& a, const ProblemPlan& b);

/// In what two cases of the same optimizer label differ: "settings", "plugin file", …; empty if their runs are the
/// same.
std::vector<std::string> differences(const suite::Case& a, const suite::Case& b);

}  // namespace slalom::statistics
