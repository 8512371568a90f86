// What tests of pairs of optimizers show.
#pragma once

#include "statistics/values.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace slalom::statistics {

/// One optimizer's scores by seed (lower is better, infinite for the worst), and whether chance had no part in them.
struct Scores {
  std::vector<std::uint64_t> seeds;
  std::vector<double> values;
  std::vector<double> spent;  ///< until the goal, or in all; only where the score is the cost of a goal
  bool deterministic = false;
};

/// The comparison with the problem's best optimizer, paired over seeds.
struct PairTest {
  std::size_t pairs = 0;    ///< seeds that both have
  double p = unknown;       ///< Wilcoxon signed-rank, two-sided, corrected over the problem; unknown for the best
  bool exact = false;       ///< chance had no part in either: no test is needed, and p is 0 or 1
  double effect = unknown;  ///< matched-pairs rank-biserial correlation: 1 if the best wins on every seed, -1 never
  double probability = unknown;  ///< that a run of the best beats one of this, whatever the seeds
  /// Median over seeds of this one's score / the best's, or, where the best never arrives in the median, ratio of the
  /// expected costs; unknown for negative scores.
  Estimate ratio;
  bool significant = false;  ///< p below the level, and the ratio's interval above 1 + equivalence
  bool equivalent = false;   ///< the ratio's interval lies within 1 / (1 + equivalence) and 1 + equivalence
};

/// Probabilities that one optimizer is better than the other, practically equivalent, or worse; unknown where chance
/// had no part in either, and for fewer than five seeds.
struct Posterior {
  double better = unknown, equivalent = unknown, worse = unknown;
};

/// What a comparison with the baseline shows.
enum class Against { better, worse, equivalent, unclear };

/// One optimizer compared with the baseline, paired over seeds.
struct BaselineRow {
  std::string label;
  std::size_t wins = 0, ties = 0, losses = 0;  ///< seeds on which it is better than the baseline, equal, worse
  Estimate ratio;                              ///< of its score to the baseline's, as PairTest::ratio
  double p = unknown;   ///< Wilcoxon signed-rank, two-sided, corrected for all comparisons (Holm)
  bool exact = false;   ///< as PairTest::exact
  Posterior posterior;  ///< that it is better than the baseline, …
  Against verdict = Against::unclear;
};

/// All optimizers of a problem compared with one that was named beforehand.
struct BaselineComparison {
  std::string label;              ///< empty without a baseline
  std::vector<BaselineRow> rows;  ///< by rank; empty if the baseline has no result here
};

/// Every optimizer of a problem compared with each other one. On the diagonal all is unknown.
struct AllPairs {
  std::vector<std::string> labels;         ///< by rank; empty for one optimizer, or very many
  std::vector<std::vector<double>> ratio;  ///< of the row's score to the column's, median over seeds
  std::vector<std::vector<double>> p;      ///< as BaselineRow::p, corrected for all pairs
  std::vector<std::vector<bool>> exact;    ///< as PairTest::exact
};

/// On how many problems an optimizer is significantly better than the baseline, worse, or neither.
struct BaselineCount {
  std::string label;
  std::size_t wins = 0, ties = 0, losses = 0;
  double ratio = unknown;  ///< median over problems
};

struct BaselineSummary {
  std::string label;  ///< empty without a baseline
  std::size_t problems = 0;
  std::vector<BaselineCount> rows;  ///< the most wins less losses first
};

}  // namespace slalom::statistics
