#include "statistics/signed_rank_posterior.hpp"
#include "statistics/round_off.hpp"

#include <Random123/philox.h>

#include <algorithm>
#include <cmath>
#include <vector>

namespace slalom::statistics {

namespace {

constexpr std::uint64_t posterior_key = 0x7369'676e'6564'2072;  // "signed r"

double uniform(std::uint32_t bits) { return (static_cast<double>(bits) + 0.5) / 4294967296.0; }

/// Weights of a Dirichlet distribution, up to their sum: gamma variables, which are exponential for observations. That
/// of the prior, of shape 1/2, is half the square of a normal one (Box and Muller 1958).
void draw_weights(std::size_t number, std::size_t prior, std::vector<double>& weights) {
  r123::Philox4x32 philox;
  for (std::size_t i = 0; i < weights.size(); i += 4) {
    const r123::Philox4x32::ctr_type counter{{static_cast<std::uint32_t>(i), static_cast<std::uint32_t>(number),
                                              static_cast<std::uint32_t>(weights.size()), 0}};
    const auto bits = philox(
        counter, {{static_cast<std::uint32_t>(posterior_key), static_cast<std::uint32_t>(posterior_key >> 32U)}});
    for (std::size_t k = 0; k < 4 && i + k < weights.size(); ++k) weights[i + k] = -std::log(uniform(bits[k]));
  }
  const r123::Philox4x32::ctr_type counter{
      {0, static_cast<std::uint32_t>(number), static_cast<std::uint32_t>(weights.size()), 1}};
  const auto bits =
      philox(counter, {{static_cast<std::uint32_t>(posterior_key), static_cast<std::uint32_t>(posterior_key >> 32U)}});
  const double cosine = std::cos(2 * M_PI * uniform(bits[1]));
  weights[prior] = -std::log(uniform(bits[0])) * cosine * cosine;
}

/// For each of the ascending values, with which of them its sum is at least the limit, and above it.
struct Partners {
  std::vector<std::size_t> reaching, beyond;
};

Partners partners_of(const std::vector<double>& ascending, double limit) {
  const auto sum = [&](double a, double b) { return std::isnan(a + b) ? 0 : a + b; };
  Partners partners;
  for (const double a : ascending) {
    const auto first = [&](auto below) {
      return static_cast<std::size_t>(std::ranges::partition_point(ascending, below) - ascending.begin());
    };
    partners.reaching.push_back(first([&](double b) { return sum(a, b) < limit; }));
    partners.beyond.push_back(first([&](double b) { return sum(a, b) <= limit; }));
  }
  return partners;
}

/// The weight of all pairs above the limit; of those at the limit one half.
double weight_above(const Partners& partners, const std::vector<double>& weights, const std::vector<double>& from) {
  double total = 0;
  for (std::size_t i = 0; i < weights.size(); ++i)
    total += weights[i] * (from[partners.beyond[i]] + from[partners.reaching[i]]) / 2;
  return total;
}

}  // namespace

Posterior signed_rank_posterior(std::span<const double> differences, double region) {
  if (differences.empty()) return {};
  std::vector<double> ascending(differences.begin(), differences.end());
  std::ranges::sort(ascending);
  const auto zero = std::ranges::lower_bound(ascending, 0);
  const auto prior = static_cast<std::size_t>(zero - ascending.begin());
  ascending.insert(zero, 0);
  const auto n = ascending.size();
  const auto above = partners_of(ascending, 2 * region), not_below = partners_of(ascending, -2 * region);
  std::vector<double> weights(n), from(n + 1, 0);
  double lower = 0, within = 0, upper = 0;
  for (std::size_t number = 0; number < posterior_draws; ++number) {
    draw_weights(number, prior, weights);
    for (std::size_t i = n; i > 0; --i) from[i - 1] = from[i] + weights[i - 1];
    const double all = from[0] * from[0];
    const double up = weight_above(above, weights, from), down = all - weight_above(not_below, weights, from);
    const double inside = all - up - down;
    const bool tied = std::abs(up - down) <= relative_round_off * all && std::max(up, down) > inside;
    if (tied) {
      lower += 0.5;
      upper += 0.5;
    } else if (down > inside && down > up) {
      ++lower;
    } else if (inside >= up) {
      ++within;
    } else {
      ++upper;
    }
  }
  const auto draws = static_cast<double>(posterior_draws);
  return {.better = lower / draws, .equivalent = within / draws, .worse = upper / draws};
}

}  // namespace slalom::statistics
