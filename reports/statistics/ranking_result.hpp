// Ranks over problems.
#pragma once

#include "statistics/optimizer_result.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace slalom::statistics {

struct MeanRank {
  std::string label;
  Style style;
  double mean_rank = 0;
  std::size_t wins = 0;      ///< problems on which it is the significant best
  Estimate score;            ///< interquartile mean of Speed::scores over all runs of all problems
  StepFunction runtimes;     ///< mean of the problems' Speed::runtimes
  StepFunction performance;  ///< performance profile: share of (problem, target) by ratio to the best expected cost
  StepFunction data;         ///< data profile: share of (problem, target) by expected cost
};

/// Friedman's test of whether mean ranks differ at all, and Nemenyi's of which do.
struct RankTest {
  double chi_squared = unknown, p = unknown;
  double f = unknown, f_p = unknown;  ///< Iman and Davenport's correction; unknown where all problems agree
  double concordance = unknown;       ///< Kendall's W: 1 if all problems agree
  double alpha = 0.05;                ///< level of the critical difference
  bool permutation = false;           ///< both tests are by permutation, as for few problems their formulas do not hold
  /// Mean ranks that differ by at least that much are distinguishable; unknown if no difference can be.
  double critical_difference = unknown;
  double first_p = unknown;                       ///< of the difference between the first and the second
  std::vector<std::vector<std::size_t>> cliques;  ///< largest sets of neighbours that it does not tell apart
  std::vector<std::string> warnings;              ///< sentences: what the ranks do not say
};

/// The optimizers that all of the problems have in common, ranked among themselves.
struct Ranking {
  std::size_t problems = 0;
  std::size_t functions = 0;         ///< instances of one function are one in the tests: they are not independent
  std::string cost;                  ///< what the budgets count: "steps", …, "the budget's unit" if it differs
  std::vector<MeanRank> optimizers;  ///< by mean rank; empty if there is nothing to average
  RankTest test;
};

/// Ranks of all optimizers, those too that lack a result on some problem: Skillings and Mack's test.
struct IncompleteRanking {
  struct Row {
    std::string label;
    std::size_t functions = 0;   ///< on which it is compared with others
    double mean_rank = unknown;  ///< on the scale of all optimizers
  };
  std::size_t functions = 0;  ///< instances of one count as one
  double statistic = unknown, p = unknown;
  std::size_t degrees = 0;      ///< of freedom
  bool permutation = false;     ///< p is by permutation
  std::vector<Row> optimizers;  ///< by mean rank; empty where no result is missing
};

}  // namespace slalom::statistics
