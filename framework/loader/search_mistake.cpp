#include "loader/search_mistake.hpp"

#include <cmath>

namespace slalom::loader {

const char* search_mistake(double from, double to, bool log_scale) {
  if (!(from < to)) return "does not go from a smaller number to a larger one";
  if (log_scale && !(from > 0)) return "begins at or below 0, which a logarithmic scale does not reach";
  if (!std::isfinite(log_scale ? to / from : to - from)) return "is too wide for the numbers of a computer";
  return nullptr;
}

}  // namespace slalom::loader
