// Curves over steps or epochs: medians as lines, quartiles as bands.
#pragma once

#include "charts/script.hpp"
#include "statistics/comparison.hpp"

#include <string>
#include <vector>

namespace slalom::charts {

struct Line {
  std::string name;
  statistics::Style style;
  const statistics::Curve* curve = nullptr;
};

struct LineChart {
  std::string title, x, y;
  bool log_x = false;
  double floor = 0;         ///< where the y axis begins if lines go below; 0: where it would begin by itself
  std::vector<Line> lines;  ///< at least one, the best first: the first ones are named, the rest is grey
  std::size_t named = max_named;
};

/// Axes and lines, without what frames them.
std::string panel(const LineChart& chart);

/// The legend's order is that of the lines' right ends, highest first.
std::string script(const LineChart& chart);

}  // namespace slalom::charts
