#include "charts/axis.hpp"

#include "statistics/comparison.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>

namespace slalom::charts {

namespace {

constexpr double deepest = 1e-18;   // of the largest value, where there is no floor
constexpr double worth_a_log = 30;  // ratio of the largest to the smallest
constexpr double margin = 0.04;     // of the axis' length
constexpr int max_decade_ticks = 8;
constexpr double smallest = 1e-300, largest = 1e300;  // ends of axes: room beside them must be numbers, too
constexpr double flat = 1e-11;                        // of the values: ranges are written with 12 digits

std::string superscript(int number) {
  static const char* const digits[] = {"⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"};
  std::string text;
  for (char c : std::to_string(number)) text += c == '-' ? "⁻" : digits[c - '0'];
  return text;
}

/// All ticks of an axis plain, or all as powers.
std::string tick(int factor, int decade, bool plain) {
  if (plain) return fmt::format("{:g}", factor * std::pow(10, decade));
  if (decade == 0) return std::to_string(factor);
  return (factor == 1 ? "" : std::to_string(factor) + "·") + "10" + superscript(decade);
}

double decades_of(const Axis& axis) { return std::log10(axis.to) - std::log10(axis.from); }

Axis clamped(const Axis& axis) {
  return {.log = axis.log,
          .from = std::clamp(axis.from, axis.log ? smallest : -largest, largest),
          .to = std::clamp(axis.to, axis.log ? smallest : -largest, largest)};
}

std::string log_ticks(const Axis& axis) {
  const int first = static_cast<int>(std::floor(std::log10(axis.from)));
  const int last = static_cast<int>(std::ceil(std::log10(axis.to)));
  const bool plain = axis.from >= 0.005 && axis.to <= 20000;
  const double decades = decades_of(axis);
  const int every = std::max(1, static_cast<int>(std::ceil(decades / max_decade_ticks)));
  std::vector<std::string> ticks;
  for (int decade = first; decade <= last; ++decade) {
    if (((decade % every) + every) % every != 0) continue;
    for (int factor : {1, 2, 5}) {
      if (factor > 1 && decades > 2.5) break;
      const double place = factor * std::pow(10, decade);
      if (place < axis.from * (1 - 1e-9) || place > axis.to * (1 + 1e-9)) continue;
      ticks.push_back(fmt::format("'{}' {:.12g}", tick(factor, decade, plain), place));
    }
  }
  return fmt::format("{}", fmt::join(ticks, ", "));
}

Axis log_axis(double low, double high, double floor) {
  if (!(floor > 0 && floor < high)) floor = std::max(deepest * high, smallest);
  const Axis axis{.log = true, .from = std::max(low, floor), .to = high};
  const auto roomy = stretched(axis);
  return {.log = true, .from = low < floor ? floor : roomy.from, .to = roomy.to};
}

}  // namespace

Axis axis_for(const std::vector<double>& values, double floor) {
  if (values.empty()) return {};
  const auto ends = std::ranges::minmax(values);
  const double low = std::clamp(ends.min, -largest, largest), high = std::clamp(ends.max, -largest, largest);
  double least_positive = high;
  for (double v : values)
    if (v > 0) least_positive = std::min(least_positive, v);
  if (low >= 0 && high > smallest && high / least_positive >= worth_a_log) return log_axis(least_positive, high, floor);
  const double size = std::max(std::abs(low), std::abs(high));
  const double length = high - low > std::max(flat * size, smallest) ? high - low : std::max(1.0, size);
  const bool from_zero = low >= 0 && low < 0.3 * high;
  return {.log = false, .from = from_zero ? 0 : low - margin * length, .to = high + margin * length};
}

Axis log_axis_for(const std::vector<double>& values) {
  std::vector<double> positive;
  std::copy_if(values.begin(), values.end(), std::back_inserter(positive), [](double v) { return v > 0; });
  if (positive.size() < 2) return axis_for(values);
  const auto ends = std::ranges::minmax(positive);
  const auto axis = clamped({.log = true, .from = ends.min, .to = ends.max});
  return decades_of(axis) > flat ? axis : axis_for(values);
}

Axis stretched(Axis axis) {
  if (!axis.log) return axis;
  const double stretch = std::pow(10, margin * decades_of(axis));
  return clamped({.log = true, .from = axis.from / stretch, .to = axis.to * stretch});
}

double on_axis(const Axis& axis, double value) { return axis.log ? std::max(value, axis.from) : value; }

std::vector<double> on_axis(const Axis& axis, const std::vector<double>& curve) {
  const auto below = [&](std::size_t i) { return axis.log && curve[i] < axis.from; };
  std::vector<double> drawn;
  for (std::size_t i = 0; i < curve.size(); ++i) {
    const bool leaves = i > 0 && !below(i - 1), returns = i + 1 < curve.size() && !below(i + 1);
    drawn.push_back(below(i) && !leaves && !returns ? run::unknown : on_axis(axis, curve[i]));
  }
  return drawn;
}

std::string commands(const Axis& axis, const std::string& name) {
  if (!axis.log) return fmt::format("set {}range [{:.12g}:{:.12g}]\n", name, axis.from, axis.to);
  return fmt::format("set logscale {0}\nset {0}range [{1:.12g}:{2:.12g}]\nset {0}tics ({3})\n", name, axis.from,
                     axis.to, log_ticks(axis));
}

}  // namespace slalom::charts
