// Values, gradients, Hessian-vector products and examples fit together.
#include "check/problem_checks.hpp"
#include "check/sample.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace slalom::check {

namespace {

constexpr std::uint64_t points = 5;

bool is_double(const Sample& sample) { return sample.problem().real() == SLALOM_FLOAT64; }

/// In float64 if it is offered: differences need the digits.
Sample precise(const loader::ProblemEntry& entry, const loader::PluginContext& context) {
  const auto real = entry.c->evaluate[SLALOM_FLOAT64] != nullptr ? SLALOM_FLOAT64 : SLALOM_FLOAT32;
  return {entry, context, real};
}

/// The step widths to try: near a kink or far out a wider or a narrower one is right.
std::vector<double> widths(const Sample& sample) {
  if (is_double(sample)) return {1e-2, 1e-3, 1e-4, 1e-5, 1e-6};
  return {0.3, 0.1, 3e-2, 1e-2, 3e-3};
}

/// A little off a start: a network whose biases are 0 may begin right on kinks, where a derivative is a matter of
/// taste.
Numbers beside(const Numbers& start, std::uint64_t seed) { return along(start, 1e-3, direction(start, seed)); }

/// Central differences with four points: the error falls with the fourth power of the width.
template <class F>
auto slope(F f, double h) {
  return (8 * (f(h) - f(-h)) - (f(2 * h) - f(-2 * h))) / (12 * h);
}

Numbers slope_of_gradient(Sample& sample, const Numbers& w, const Numbers& d, double h) {
  const auto at = [&](double t) { return sample.at(along(w, t, d)).gradient; };
  auto sum = along(Numbers(w.size()), 8, at(h));
  sum = along(along(sum, -8, at(-h)), -1, at(2 * h));
  return along(Numbers(w.size()), 1 / (12 * h), along(sum, 1, at(-2 * h)));
}

}  // namespace

void check_gradient(const loader::ProblemEntry& entry, const loader::PluginContext& context) {
  auto sample = precise(entry, context);
  const double allowed = is_double(sample) ? 1e-6 : 2e-2;
  for (std::uint64_t k = 1; k <= points; ++k) {
    const auto w = beside(sample.point(k), points + k), d = direction(w, k);
    const auto [value, gradient] = sample.at(w);
    if (!std::isfinite(value)) continue;  // which the check of starts finds
    if (!all_finite(gradient)) fail("the gradient at a start has entries that were not written, or are not finite");
    const double said = dot(gradient, d);
    double nearest = std::numeric_limits<double>::infinity(), last = nearest, before_last = nearest;
    for (const double h : widths(sample)) {
      before_last = last;
      last = slope([&](double t) { return sample.value(along(w, t, d)); }, h);
      if (!(std::abs(last - said) >= std::abs(nearest - said))) nearest = last;
    }
    // Waves or kinks that are closer than the least width, as in Weierstrass' function: differences tell nothing.
    const bool rough = is_double(sample) && std::abs(last - before_last) > 0.05 * (1 + std::abs(last));
    if (!rough && !(std::abs(nearest - said) <= allowed * (1 + norm(gradient))))
      fail("along a direction the gradient says {}, but differences of the value give {}", said, nearest);
  }
}

void check_value_alone(const loader::ProblemEntry& entry, const loader::PluginContext& context) {
  Sample sample(entry, context);
  const double allowed = is_double(sample) ? 1e-12 : 1e-5;
  for (std::uint64_t k = 1; k <= points; ++k) {
    const auto w = sample.point(k);
    const double with = sample.at(w).value, without = sample.value(w);
    if (same_bits({with}, {without}) || (std::isnan(with) && std::isnan(without))) continue;
    if (!(std::abs(with - without) <= allowed * (1 + std::abs(with))))
      fail("the value is {} with the gradient and {} without it", with, without);
  }
}

void check_hessian_vector(const loader::ProblemEntry& entry, const loader::PluginContext& context) {
  auto sample = precise(entry, context);
  if (sample.problem().hessian_vector() == nullptr) return;
  const double allowed = is_double(sample) ? 1e-6 : 2e-2;
  for (std::uint64_t k = 1; k <= points; ++k) {
    const auto w = sample.point(k), d = direction(w, k);
    const auto product = sample.hessian_vector(w, d);
    double error = std::numeric_limits<double>::infinity();
    for (const double h : widths(sample))
      error = std::min(error, norm(along(slope_of_gradient(sample, w, d, h), -1, product)));
    if (!(error <= allowed * (1 + norm(product))))
      fail("a product of length {} differs by {} from differences of the gradient", norm(product), error);
  }
}

void check_examples(const loader::ProblemEntry& entry, const loader::PluginContext& context) {
  auto sample = precise(entry, context);
  const auto examples = static_cast<std::uint32_t>(sample.examples());
  if (examples == 1) return;
  const double allowed = is_double(sample) ? 1e-10 : 1e-3;
  const auto w = sample.point(1);
  const auto whole = sample.at(w);
  // One example at a time, or as many as keep it quick.
  const std::uint32_t size = 1 + examples / 5000;
  Evaluation mean{0, Numbers(w.size())};
  for (std::uint32_t first = 0; first < examples; first += size) {
    std::vector<std::uint32_t> batch(std::min(size, examples - first));
    std::iota(batch.rbegin(), batch.rend(), first);
    const auto part = sample.at(w, batch);
    const double share = static_cast<double>(batch.size()) / examples;
    mean.value += share * part.value;
    mean.gradient = along(mean.gradient, share, part.gradient);
  }
  if (!(std::abs(mean.value - whole.value) <= allowed * (1 + std::abs(whole.value))))
    fail("the mean value of its examples is {}, but that of all at once {}", mean.value, whole.value);
  const double error = norm(along(mean.gradient, -1, whole.gradient));
  if (!(error <= allowed * (1 + norm(whole.gradient))))
    fail("the mean gradient of its examples differs by {} from that of all at once", error);
}

}  // namespace slalom::check
