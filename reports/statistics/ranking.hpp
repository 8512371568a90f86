// Mean ranks over problems (Demšar 2006, section 3.2.2).
#pragma once

#include "statistics/comparison.hpp"

#include <span>

namespace slalom::statistics {

/// Mean ranks of the optimizers that all of the problems have, ranked by score among themselves. Empty for fewer than
/// two problems or optimizers. `alpha`: level of the tests. Instances of one function (problems that differ in
/// the settings `instance` and `seed` only) are one, by their mean ranks.
Ranking mean_ranks(std::span<const ProblemComparison* const> problems, double alpha);

/// Where an optimizer lacks a result on some of the problems: ranks of all, by Skillings and Mack's test. Empty where
/// no result is missing, or fewer than two optimizers have any.
IncompleteRanking ranks_with_missing(std::span<const ProblemComparison* const> problems);

}  // namespace slalom::statistics
