// Median and quartiles over seeds in the course of runs.
#pragma once

#include "statistics/comparison.hpp"

#include <span>
#include <vector>

namespace slalom::statistics {

/// What one run recorded, by ascending x.
struct Series {
  std::vector<double> x, y;
  double afterwards = unknown;  ///< the value beyond the last x
};

/// At every x that any of the runs recorded, thinned to at most `most`. A run's value there is the last one that it
/// recorded at or before it; a run that has recorded nothing yet does not count.
Curve curve(std::span<const Series> runs, std::size_t most = 150);

/// The first of the runs, one by one, at about `most` of the places of their curve.
RunCurves run_curves(std::span<const Series> runs, const std::vector<double>& places, std::size_t most = 50);

}  // namespace slalom::statistics
