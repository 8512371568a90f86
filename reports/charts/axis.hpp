// Axes: linear or logarithmic, from where to where, with which ticks.
#pragma once

#include <string>
#include <vector>

namespace slalom::charts {

struct Axis {
  bool log = false;
  double from = 0, to = 1;
};

/// A logarithmic axis if all values are positive (or 0) and span enough to need one. Where values lie below `floor`, it
/// begins there; without one, 18 decades below the largest. Values must be finite; none give [0, 1].
Axis axis_for(const std::vector<double>& values, double floor = 0);

/// A logarithmic axis over the positive values; linear if there are too few of them.
Axis log_axis_for(const std::vector<double>& values);

/// With some room beside the outermost points, if it is logarithmic.
Axis stretched(Axis axis);

/// The value as drawn: at the axis' lower end if a logarithm would put it below.
double on_axis(const Axis& axis, double value);

/// The curve as drawn: where it leaves the axis at the lower end it ends there, and what is below is a gap (NaN).
std::vector<double> on_axis(const Axis& axis, const std::vector<double>& curve);

/// gnuplot commands for the axis `name` ("x" or "y"): scale, range and, for logarithmic ones, ticks.
std::string commands(const Axis& axis, const std::string& name);

}  // namespace slalom::charts
