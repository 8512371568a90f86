#include "statistics/short_json.hpp"

#include <fmt/format.h>

#include <cmath>
#include <cstdlib>

namespace slalom::statistics {

Json short_json(double value, int digits) {
  constexpr double max_integer = 9007199254740992;  // all whole numbers up to this are doubles
  if (!std::isfinite(value)) return value;
  if (value == std::round(value) && std::abs(value) < max_integer) return static_cast<std::int64_t>(value);
  return std::strtod(fmt::format("{:.{}g}", value, digits).c_str(), nullptr);
}

}  // namespace slalom::statistics
