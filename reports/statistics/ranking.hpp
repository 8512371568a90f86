// Mean ranks over problems (Demšar 2006, section 3.2.2).
#pragma once

#include "statistics/comparison.hpp"

#include <span>

namespace slalom::report {

/// Mean ranks of the optimizers that all of the problems have, ranked by score among themselves. Empty for fewer than
/// two problems or optimizers. Instances of one function (problems that differ in
/// the settings `instance` and `seed` only) are one, by their mean ranks.
Ranking mean_ranks(std::span<const ProblemComparison* const> problems);

}  // namespace slalom::report
