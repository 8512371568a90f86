// Shares that grow with cost: runtime distributions, performance and data profiles.
#pragma once

#include "statistics/comparison.hpp"

#include <string>
#include <vector>

namespace slalom::charts {

struct Stairs {
  std::string name;
  statistics::Style style;
  const statistics::StepFunction* stairs = nullptr;
};

struct StairsChart {
  std::string title, x, y;
  std::vector<Stairs> lines;  ///< at least one; the first ones are named, the rest is grey
};

/// gnuplot script; the cost's axis is logarithmic. A line stops where nothing more is reached.
std::string script(const StairsChart& chart);

}  // namespace slalom::charts
