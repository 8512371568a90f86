#include "run/recorded_steps.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <stdexcept>

namespace slalom::run {

namespace {

constexpr std::uint64_t max_points = 10'000'000;
constexpr std::uint64_t points_a_decade = 20;
constexpr std::uint64_t decades = 12;

}  // namespace

std::vector<std::uint64_t> recorded_steps(const suite::Recording& recording, std::uint64_t steps, bool steps_known) {
  const bool by_interval = recording.every > 0 && steps_known;
  const auto last = steps_known ? steps : static_cast<std::uint64_t>(std::pow(10.0, decades));
  const auto wanted = by_interval   ? last / recording.every + 1
                      : steps_known ? std::max<std::uint64_t>(recording.points, 2)
                                    : points_a_decade * decades;
  const auto count = std::min(wanted, last + 1);
  if (count > max_points)
    throw std::invalid_argument(fmt::format("it would record {} points; the most is {}", count, max_points));

  // 1 … last, the latter with i = count - 1
  const bool even = recording.spacing == suite::Spacing::even && steps_known;
  const auto place = [&](std::uint64_t i) {
    const auto end = static_cast<double>(last);
    const double step = even
                            ? end * static_cast<double>(i) / static_cast<double>(count - 1)
                            : std::pow(end, static_cast<double>(i - 1) / std::max(1.0, static_cast<double>(count) - 2));
    return static_cast<std::uint64_t>(std::llround(step));
  };

  std::vector<std::uint64_t> all{0};
  all.reserve(count + 2);
  for (std::uint64_t i = 1; i < count; ++i)
    // Logarithmic spacing would give many points the same first steps: each takes the next free one.
    all.push_back(std::clamp(by_interval ? i * recording.every : place(i), all.back() + 1, last));
  if (all.back() != last) all.push_back(last);
  return all;
}

}  // namespace slalom::run
