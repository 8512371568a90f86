#include "view/cells.hpp"

#include "statistics/numbers.hpp"
#include "statistics/score_text.hpp"

#include <fmt/format.h>

#include <cmath>

namespace slalom::view {

std::string number(double value) { return statistics::short_number(value); }

std::string result(double value, const statistics::RunCounts& runs) {
  return std::isinf(value) ? statistics::without_value(runs) : statistics::short_number(value);
}

Cell name(const statistics::OptimizerResult& o) { return {o.label, o.best ? Look::strong : Look::plain}; }

std::string settings_in_words(const Json& settings) {
  std::string text;
  for (const auto& [key, value] : settings.items())
    text += fmt::format("{}{}: {}", text.empty() ? "" : ", ", key,
                        value.is_string() ? value.get<std::string>() : value.dump());
  return text;
}

std::string rank(double value) { return value == 0 ? "–" : number(value); }

std::string range(double low, double high) {
  if (std::isnan(low)) return "–";
  return low == high ? statistics::short_number(low, 3)
                     : fmt::format("{} … {}", statistics::short_number(low, 3), statistics::short_number(high, 3));
}

Cell with_interval(const statistics::Estimate& e) {
  if (std::isnan(e.interval.low)) return statistics::short_number(e.value, 3);
  return {statistics::short_number(e.value, 3), range(e.interval.low, e.interval.high)};
}

std::vector<Cell> with_intervals(const std::vector<statistics::Estimate>& column) {
  std::vector<double> all;
  for (const auto& e : column) all.insert(all.end(), {e.value, e.interval.low, e.interval.high});
  const auto written = [notation = statistics::notation_for(all)](double value) {
    return statistics::in_notation(value, notation);
  };
  std::vector<Cell> cells;
  for (const auto& [value, interval] : column) {
    cells.emplace_back(written(value));
    if (std::isnan(interval.low)) continue;
    const auto low = written(interval.low), high = written(interval.high);
    cells.back().aside = low == high ? low : fmt::format("{} … {}", low, high);
  }
  return cells;
}

}  // namespace slalom::view
