// Gradients of many runs at once are those of one run after the other.
#include "check/problem_checks.hpp"
#include "check/sample.hpp"
#include "run/float_environment.hpp"
#include "run/pack.hpp"

#include <cmath>
#include <cstddef>

namespace slalom::check {

namespace {

bool same(double a, double b) { return (std::isnan(a) && std::isnan(b)) || same_bits({a}, {b}); }

/// At `count` points, of which the first is number `from`.
void compare_lanes(Sample& sample, std::size_t from, std::size_t count) {
  const auto n = sample.dimension();
  std::vector<Numbers> points;
  Numbers together(n * count), values(count, run::unknown);
  for (std::size_t k = 0; k < count; ++k) {
    points.push_back(sample.point(from + k));
    // Some where numbers overflow.
    if ((from + k) % 16 == 0)
      for (double& x : points[k]) x *= 1e200;
    for (std::size_t i = 0; i < n; ++i) together[i * count + k] = points[k][i];
  }
  const auto gradients = sample.ask("gradients of many runs", points.front(), together, n * count,
                                    [&](void* workspace, const void*, const void* all, void* out) {
                                      return run::lanes_of(sample.problem())
                                          ->gradients(workspace, static_cast<const double*>(all), count,
                                                      static_cast<double*>(out), values.data());
                                    });
  for (std::size_t k = 0; k < count; ++k) {
    const auto alone = sample.at(points[k]);
    if (!same(values[k], alone.value))
      fail("the value of run {} of {} is {}, but {} when evaluated by itself", k + 1, count, values[k], alone.value);
    for (std::size_t i = 0; i < n; ++i)
      if (!same(gradients[i * count + k], alone.gradient[i]))
        fail("entry {} of the gradient of run {} of {} is {}, but {} when evaluated by itself", i + 1, k + 1, count,
             gradients[i * count + k], alone.gradient[i]);
  }
}

}  // namespace

void check_lanes(const loader::ProblemEntry& entry, const loader::PluginContext& context) {
  if (entry.c->evaluate[SLALOM_FLOAT64] == nullptr) return;
  Sample sample(entry, context, SLALOM_FLOAT64);
  if (run::lanes_of(sample.problem()) == nullptr) return;
  const run::FloatEnvironment environment;
  std::size_t from = 1;
  for (const std::size_t count : {1U, 2U, 7U, 8U, 32U})
    for (int round = 0; round < 10; ++round, from += count) compare_lanes(sample, from, count);
}

}  // namespace slalom::check
