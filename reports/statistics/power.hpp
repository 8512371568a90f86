// Which differences so many seeds can show, and how many seeds a difference needs.
#pragma once

#include "statistics/pair.hpp"

namespace slalom::statistics {

inline constexpr double usual_power = 0.8;  // Cohen (1988)

/// How a problem's optimizers are compared.
struct Design {
  std::size_t optimizers = 2;
  std::size_t seeds = 10;
  double alpha = default_alpha;
  std::size_t interim_analyses = 1;
};

/// By what factor, as a natural logarithm, the best must be better than each of the others so that it is shown with
/// the usual power: Wilcoxon's signed-rank test (Wilcoxon 1945) and the interval of the median ratio, as compare_pair
/// does them, against each of the others (intersection-union test: no further correction). Model: logarithms of scores
/// are normal, those of the ratios to the best have the standard deviation `scatter` over seeds. Simulated with 2000
/// samples that are drawn by counter. Infinite if no difference can be shown.
double smallest_log_ratio(const Design& design, double scatter, double equivalence);

/// How many seeds show with the usual power that a pair differs: the logarithm of its ratio is `log_ratio`, with the
/// standard deviation `scatter` over seeds, and its p is multiplied by `comparisons`. 0 if no number of seeds would do,
/// as the difference does not exceed the equivalence. Above 100 seeds from 100 by the square root law.
std::size_t seeds_to_show(double log_ratio, double scatter, double comparisons, const Standard& standard);

/// The same for the observed difference and scatter; 0 where infinite scores, fewer than five seeds, or an `of` that is
/// not the worse one, give no answer.
std::size_t seeds_to_show(const Scores& of, const Scores& to, double comparisons, const Standard& standard);

}  // namespace slalom::statistics
