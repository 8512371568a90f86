// A loss over the plane as contour lines, known minima, and the optimizers' ways through it.
#pragma once

#include "statistics/comparison.hpp"

#include <string>
#include <vector>

namespace slalom::charts {

/// True if the problem has a landscape and at least one trajectory.
bool has_contours(const statistics::ProblemComparison& problem);

/// "adam (148)": in brackets the steps until `stop` was reached, "–" if it never was; nothing without `stop`.
std::string legend(const statistics::ProblemComparison& problem, const statistics::OptimizerResult& optimizer);

/// Data blocks and axes for a problem that has contours, and what is plotted below and above of trajectories.
std::string contour_data(const statistics::ProblemComparison& problem);
inline constexpr auto contour_lines = "$contours using 1:2 with lines lc rgb '#c4ccd4' lw 1 dt solid notitle";
std::string contour_marks(const statistics::ProblemComparison& problem);

/// gnuplot script for a problem that has contours.
std::string contour_script(const statistics::ProblemComparison& problem);

/// gnuplot script for a small picture of a landscape alone.
std::string landscape_script(const statistics::Landscape& landscape,
                             const std::vector<std::vector<double>>& minimizers);

}  // namespace slalom::charts
