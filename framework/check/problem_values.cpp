// Values at many points at once are those at one point after the other.
#include "check/problem_checks.hpp"
#include "check/sample.hpp"
#include "loader/random_stream.hpp"
#include "run/real_vector.hpp"

#include <algorithm>
#include <cstddef>

namespace slalom::check {

namespace {

/// Near a point between starts: these may all be the same one.
Numbers nearby(Sample& sample, std::uint64_t number) {
  const auto w = sample.point(number);
  auto point = along(w, 0.1, direction(w, number));
  const auto& d = sample.problem().description();
  for (std::size_t i = 0; i < point.size() && d.hard_bounds; ++i)
    point[i] = std::clamp(point[i], d.lower[i], d.upper[i]);
  return point;
}

/// Of `count` points, over the batch, with noise: all at once, and one after the other.
void compare_values(Sample& sample, std::size_t count, loader::BatchIndices batch) {
  const auto& problem = sample.problem();
  const auto real = problem.real();
  Numbers points;
  for (std::size_t k = 0; k < count; ++k) {
    const auto w = nearby(sample, k + 1);
    points.insert(points.end(), w.begin(), w.end());
  }
  Numbers at_once(count), one_by_one(count);
  sample.ask("values at many points", sample.point(1), points, 0,
             [&](void* workspace, const void*, const void* all, void*) -> slalom_status {
               const loader::RandomStream noise(1, loader::Purpose::noise), same_noise(1, loader::Purpose::noise);
               auto query = problem.query(nullptr, nullptr, batch);
               query.noise = noise.c();
               if (const auto status = problem.values()->values[real](workspace, &query, all, count, at_once.data());
                   status != SLALOM_OK)
                 return status;
               query.noise = same_noise.c();
               const auto stride = run::bytes_of(real, sample.dimension());
               for (std::size_t k = 0; k < count; ++k) {
                 query.w = static_cast<const std::byte*>(all) + k * stride;
                 if (const auto status = problem.plugin().evaluate[real](workspace, &query); status != SLALOM_OK)
                   return status;
                 one_by_one[k] = query.value;
               }
               return SLALOM_OK;
             });
  for (std::size_t k = 0; k < count; ++k)
    if (!same_bits({at_once[k]}, {one_by_one[k]}))
      fail("asked for {} points at once, the value at point {} is {}, but {} when evaluated by itself", count, k + 1,
           at_once[k], one_by_one[k]);
}

}  // namespace

void check_values(const loader::ProblemEntry& entry, const loader::PluginContext& context) {
  for (const auto real : {SLALOM_FLOAT64, SLALOM_FLOAT32}) {
    if (entry.c->evaluate[real] == nullptr) continue;
    Sample sample(entry, context, real);
    if (sample.problem().values() == nullptr) continue;
    const std::uint32_t batch[] = {static_cast<std::uint32_t>(sample.examples() - 1), 0};
    for (const std::size_t count : {1U, 2U, 9U, 40U}) {
      compare_values(sample, count, {});
      if (sample.examples() > 1) compare_values(sample, count, batch);
    }
  }
}

}  // namespace slalom::check
