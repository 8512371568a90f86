#include "view/cells.hpp"

#include "statistics/numbers.hpp"
#include "statistics/score_text.hpp"

#include <fmt/format.h>

#include <cmath>

namespace slalom::report {

std::string number(double value) { return short_number(value); }

std::string result(double value, const RunCounts& runs) {
  return std::isinf(value) ? without_value(runs) : short_number(value);
}

Cell name(const OptimizerResult& o) { return {o.label, o.best ? Look::strong : Look::plain}; }

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
  return low == high ? short_number(low, 3) : fmt::format("{} … {}", short_number(low, 3), short_number(high, 3));
}

Cell with_interval(const Estimate& e) {
  if (std::isnan(e.interval.low)) return short_number(e.value, 3);
  return {short_number(e.value, 3), range(e.interval.low, e.interval.high)};
}

std::vector<Cell> with_intervals(const std::vector<Estimate>& column) {
  std::vector<double> all;
  for (const auto& e : column) all.insert(all.end(), {e.value, e.interval.low, e.interval.high});
  const auto written = [notation = notation_for(all)](double value) { return in_notation(value, notation); };
  std::vector<Cell> cells;
  for (const auto& [value, interval] : column) {
    cells.emplace_back(written(value));
    if (std::isnan(interval.low)) continue;
    const auto low = written(interval.low), high = written(interval.high);
    cells.back().aside = low == high ? low : fmt::format("{} … {}", low, high);
  }
  return cells;
}

}  // namespace slalom::report
