// What searches for settings found.
#pragma once

#include "statistics/optimizer_result.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace slalom::statistics {

/// One trial of a search for good settings.
struct TunedPoint {
  Json values = Json::object();  ///< of the settings that were searched for
  double score = unknown;        ///< mean over the tuning seeds; infinite if one of them diverged or failed
};

/// What the search for an optimizer's settings found.
struct TunedOptimizer {
  std::string label;
  Style style;
  std::size_t diverged = 0, failed = 0;  ///< of the trials: one of its runs did
  std::vector<TunedPoint> trials;  ///< with successive halving those of the first stage, whose budgets are smaller
  double untuned = unknown;        ///< score of the default settings
  Json chosen;                     ///< values of the best trial; null while trials are missing
  double chosen_score = unknown;
  /// Expected score of the best of n trials, by n, with a 95 % band; infinitely bad trials count as no better than the
  /// start. Empty with successive halving.
  Curve expected;
  double good_decades = unknown;  ///< width of the learning rates whose trials give at least 90 % of the best decrease
  bool at_edge = false;           ///< the best lies at the edge of what was searched
  std::vector<std::string> warnings;  ///< sentences: where the best lies at the edge of what was searched
};

/// The searches for the settings of a problem's optimizers.
struct ProblemTuning {
  std::string on;                          ///< by what the best trial is chosen: "final loss", …; empty if it differs
  std::string effort;                      ///< "20 trials by random search, 3 seeds each"
  bool equal = true;                       ///< the same effort for each of the problem's optimizers
  std::vector<TunedOptimizer> optimizers;  ///< as in the plan; empty without tuning
};

/// Mean ranks over problems by how many trials each optimizer may have.
struct EffortRanking {
  struct Row {
    std::string label;
    std::vector<double> mean_ranks;  ///< by expected score
  };
  std::vector<std::string> efforts;  ///< "untuned", "1 trial", "2 trials", …
  std::size_t problems = 0;
  std::vector<Row> optimizers;  ///< best last rank first; empty without tuning
};

}  // namespace slalom::statistics
