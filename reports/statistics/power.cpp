#include "statistics/power.hpp"

#include "statistics/confidence.hpp"
#include "statistics/distributions.hpp"
#include "statistics/infinity.hpp"
#include "statistics/moments.hpp"
#include "statistics/quantile.hpp"

#include <Random123/philox.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <map>
#include <mutex>
#include <tuple>
#include <vector>

namespace slalom::statistics {

namespace {

constexpr std::size_t samples = 2000;
constexpr std::size_t max_simulated = 100;                  // seeds; beyond that effects fall as 1/√n
constexpr std::uint64_t power_key = 0x706f'7765'7220'2020;  // "power"

/// Standard normal, by Box and Muller (1958).
double normal_draw(std::size_t sample, std::size_t optimizer, std::size_t seed) {
  r123::Philox4x32 philox;
  const r123::Philox4x32::ctr_type counter{
      {static_cast<std::uint32_t>(sample), static_cast<std::uint32_t>(optimizer), static_cast<std::uint32_t>(seed), 0}};
  const auto bits =
      philox(counter, {{static_cast<std::uint32_t>(power_key), static_cast<std::uint32_t>(power_key >> 32U)}});
  const auto uniform = [](std::uint32_t b) { return (static_cast<double>(b) + 0.5) / 4294967296.0; };
  return std::sqrt(-2 * std::log(uniform(bits[0]))) * std::cos(2 * M_PI * uniform(bits[1]));
}

/// The smallest sum of positive ranks W+ that is significant, two-sided; none: more than all ranks give.
std::size_t critical_rank_sum(std::size_t n, double level) {
  const auto total = n * (n + 1) / 2;
  std::vector<double> fraction(total + 1, 0);  // of the sign patterns with that sum
  fraction[0] = 1;
  for (std::size_t rank = 1; rank <= n; ++rank)
    for (auto sum = total + 1; sum-- > 0;)
      fraction[sum] = (fraction[sum] + (sum >= rank ? fraction[sum - rank] : 0)) / 2;
  double tail = 0;
  auto sum = total + 1;
  while (sum > 0 && 2 * (tail + fraction[sum - 1]) < level) tail += fraction[--sum];
  return sum;
}

/// The order statistic (from 1) of n values that the `place`-th smallest of n draws from them does not exceed with the
/// probability `tail` (Efron 1979, section 3).
std::size_t quantile_of_draws(std::size_t n, std::size_t place, double tail) {
  std::size_t r = 1;
  for (; r < n; ++r) {
    if (binomial_tail(place, n, static_cast<double>(r) / static_cast<double>(n)) >= tail) break;
  }
  return r;
}

/// What is common to all samples of so many seeds.
struct Criteria {
  std::size_t rank_sum;
  std::size_t lower, upper;  ///< their mean is the lower end of the bootstrap interval of the median
};

Criteria criteria_of(std::size_t n, double level, double confidence_level) {
  const double tail = (1 - widened_level(confidence_level, n)) / 2;
  return {critical_rank_sum(n, level), quantile_of_draws(n, (n + 1) / 2, tail), quantile_of_draws(n, n / 2 + 1, tail)};
}

/// By how much differences must be raised to be significant: W+ counts the means of two differences, each with itself
/// too, that are above 0 (Tukey 1949).
double needed_shift(std::vector<double>& differences, const Criteria& criteria, double margin) {
  std::ranges::sort(differences);
  std::vector<double> means;
  means.reserve(differences.size() * (differences.size() + 1) / 2);
  for (std::size_t i = 0; i < differences.size(); ++i)
    for (std::size_t k = i; k < differences.size(); ++k) means.push_back((differences[i] + differences[k]) / 2);
  const auto decisive = means.begin() + static_cast<std::ptrdiff_t>(criteria.rank_sum - 1);
  std::ranges::nth_element(means, decisive, std::greater());
  const double end = (differences[criteria.lower - 1] + differences[criteria.upper - 1]) / 2;
  return std::max(-*decisive, margin - end);
}

/// In standard deviations of the logarithms of ratios: `level` is that of p, and `margin` the equivalence.
double simulated(std::size_t optimizers, std::size_t n, double level, double confidence_level, double margin) {
  if (n < min_for_interval) return infinity;
  const auto criteria = criteria_of(n, level, confidence_level);
  if (criteria.rank_sum > n * (n + 1) / 2) return infinity;
  std::vector<double> needed(samples);
#pragma omp parallel for
  for (std::size_t s = 0; s < samples; ++s) {
    std::vector<double> best(n), differences(n);
    double most = -infinity;
    for (std::size_t seed = 0; seed < n; ++seed) best[seed] = normal_draw(s, 0, seed);
    for (std::size_t o = 1; o < optimizers; ++o) {
      for (std::size_t seed = 0; seed < n; ++seed) differences[seed] = (normal_draw(s, o, seed) - best[seed]) / M_SQRT2;
      most = std::max(most, needed_shift(differences, criteria, margin));
    }
    needed[s] = most;
  }
  std::ranges::sort(needed);
  return quantile(needed, usual_power);
}

/// Standard deviations that a pair must differ by; the same for all problems.
double of_pair(std::size_t seeds, double level, double confidence_level) {
  static std::map<std::tuple<std::size_t, double, double>, double> known;
  static std::mutex mutex;
  const std::lock_guard lock(mutex);
  const std::tuple asked(seeds, level, confidence_level);
  if (const auto found = known.find(asked); found != known.end()) return found->second;
  return known[asked] = simulated(2, seeds, level, confidence_level, 0);
}

}  // namespace

double smallest_log_ratio(const Design& design, double scatter, double equivalence) {
  if (design.optimizers < 2) return infinity;
  const auto seeds = std::min(design.seeds, max_simulated);
  const double margin = std::log1p(equivalence);
  const double level = design.alpha / static_cast<double>(design.interim_analyses);
  const double root = std::sqrt(static_cast<double>(design.seeds) / static_cast<double>(seeds));
  return scatter / root *
         simulated(design.optimizers, seeds, level, confidence_at(design.alpha), margin / scatter * root);
}

std::size_t seeds_to_show(double log_ratio, double scatter, double comparisons, const Standard& standard) {
  const double beyond = std::abs(log_ratio) - std::log1p(standard.equivalence);
  if (!(beyond > 0)) return 0;
  const double level = standard.alpha / static_cast<double>(standard.interim_analyses) / comparisons;
  const auto needed = [&](std::size_t seeds) { return scatter * of_pair(seeds, level, confidence_at(standard.alpha)); };
  auto low = min_for_interval, high = max_simulated;
  if (needed(high) > beyond) {
    const double root = needed(high) / beyond;
    return static_cast<std::size_t>(std::ceil(static_cast<double>(high) * root * root));
  }
  while (low < high) {
    const auto middle = (low + high) / 2;
    if (needed(middle) <= beyond)
      high = middle;
    else
      low = middle + 1;
  }
  return low;
}

std::size_t seeds_to_show(const Scores& of, const Scores& to, double comparisons, const Standard& standard) {
  auto logs = log_ratios(of, to, standard.round_off);
  if (logs.size() < min_for_interval || !std::ranges::all_of(logs, [](double r) { return std::isfinite(r); })) return 0;
  const double deviation = standard_deviation(logs);
  std::ranges::sort(logs);
  const double middle = median(logs);
  return middle > 0 ? seeds_to_show(middle, deviation, comparisons, standard) : 0;
}

}  // namespace slalom::statistics
