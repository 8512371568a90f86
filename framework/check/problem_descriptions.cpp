// A problem is what it says it is.
#include "check/extremes.hpp"
#include "check/problem_checks.hpp"
#include "check/sample.hpp"
#include "check/suite_keys.hpp"

#include <cmath>

namespace slalom::check {

namespace {

constexpr std::uint64_t seeds = 20;

double allowance(const Sample& sample, double size) {
  return (sample.problem().real() == SLALOM_FLOAT32 ? 1e-3 : 1e-6) * (1 + std::abs(size));
}

}  // namespace

void check_real_types(const loader::ProblemEntry& entry, const loader::PluginContext& context) {
  for (const auto real : {SLALOM_FLOAT64, SLALOM_FLOAT32})
    if (entry.c->evaluate[real] == nullptr)
      throw CheckRemark(fmt::format("it does not offer {}", real == SLALOM_FLOAT32 ? "float32" : "float64"));
  Sample in64(entry, context, SLALOM_FLOAT64);
  Sample in32(entry, context, SLALOM_FLOAT32);
  if (in32.dimension() != in64.dimension()) fail("its dimension is another one in float32");
  const auto w = in32.point(1);
  const double a = in64.value(w), b = in32.value(w);
  if (std::abs(a - b) > 1e-3 * (1 + std::abs(a))) fail("the value is {} in float64 and {} in float32", a, b);
}

void check_settings(const loader::ProblemEntry& entry, const loader::PluginContext& context) {
  require_no_suite_keys(entry.settings, {suite::in_problem, suite::in_inner_problem});
  for (const auto& extreme : extremes(entry.settings)) try {
      Sample sample(entry, context, entry.c->preferred, extreme.settings());
      sample.at(sample.start(1));
    } catch (const loader::PluginError& refused) {
      fail("it declares that {} is allowed, but refuses it: {}", extreme.text(), refused.what());
    }
}

void check_start(const loader::ProblemEntry& entry, const loader::PluginContext& context) {
  Sample sample(entry, context);
  const auto& d = sample.problem().description();
  for (std::uint64_t seed = 1; seed <= seeds; ++seed) {
    const auto start = sample.start(seed);
    if (!all_finite(start)) fail("a start has entries that were not written, or are not finite");
    for (std::size_t i = 0; d.lower != nullptr && i < start.size(); ++i)
      if (start[i] < d.lower[i] || start[i] > d.upper[i]) fail("a start lies outside of its domain");
    if (!same_bits(sample.start(seed), start)) fail("two starts from the same random numbers differ");
    if (!std::isfinite(sample.value(start))) fail("its value at a start is not finite");
  }
}

void check_minima(const loader::ProblemEntry& entry, const loader::PluginContext& context) {
  Sample sample(entry, context);
  const auto& d = sample.problem().description();
  const auto n = sample.dimension();
  if (d.minimum == nullptr) return;
  if (d.minimizer_count > 0) {  // global ones come first
    const double value = sample.value({d.minimizers, d.minimizers + n});
    if (!(std::abs(value - *d.minimum) <= allowance(sample, *d.minimum)))
      fail("its value at its first minimizer is {}, but its minimum is said to be {}", value, *d.minimum);
  }
  for (std::uint64_t seed = 1; seed <= seeds; ++seed)
    if (const double value = sample.value(sample.start(seed)); value < *d.minimum - allowance(sample, *d.minimum))
      fail("its value at a start is {}, below its minimum, said to be {}", value, *d.minimum);
}

void check_metrics(const loader::ProblemEntry& entry, const loader::PluginContext& context) {
  Sample sample(entry, context);
  if (sample.problem().description().metric_count == 0) return;
  if (entry.c->measure == nullptr) fail("it names metrics, but has no function that measures them");
  const auto w = sample.point(1);
  const auto metrics = sample.metrics(w);
  if (!all_finite(metrics)) fail("a metric was not written, or is not finite");
  if (!same_bits(sample.metrics(w), metrics)) fail("the metrics at one point differ from call to call");
}

}  // namespace slalom::check
