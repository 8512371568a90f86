#include "markdown/cells.hpp"

#include "markdown/escape.hpp"
#include "statistics/numbers.hpp"

#include <fmt/format.h>

#include <cmath>

namespace slalom::report {

std::string number(double value) { return short_number(value); }

std::string result(double value) { return std::isinf(value) ? "diverged" : short_number(value); }

std::string name(const OptimizerResult& o) {
  return o.best ? fmt::format("**{}**", markdown(o.label)) : markdown(o.label);
}

std::string rank(double value) { return value == 0 ? "–" : number(value); }

std::string range(double low, double high) {
  if (std::isnan(low)) return "–";
  return low == high ? short_number(low, 3) : fmt::format("{} … {}", short_number(low, 3), short_number(high, 3));
}

std::string with_interval(const Estimate& e) {
  if (std::isnan(e.interval.low)) return short_number(e.value, 3);
  return fmt::format("{} ({})", short_number(e.value, 3), range(e.interval.low, e.interval.high));
}

std::vector<std::string> with_intervals(const std::vector<Estimate>& column) {
  std::vector<double> all;
  for (const auto& e : column) all.insert(all.end(), {e.value, e.interval.low, e.interval.high});
  const auto written = [notation = notation_for(all)](double value) { return in_notation(value, notation); };
  std::vector<std::string> cells;
  for (const auto& [value, interval] : column) {
    cells.push_back(written(value));
    if (std::isnan(interval.low)) continue;
    const auto low = written(interval.low), high = written(interval.high);
    cells.back() += low == high ? fmt::format(" ({})", low) : fmt::format(" ({} … {})", low, high);
  }
  return cells;
}

}  // namespace slalom::report
