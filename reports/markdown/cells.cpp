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

}  // namespace slalom::report
