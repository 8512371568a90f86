// A loss over the plane as contour lines, known minima, and the optimizers' ways through it.
#pragma once

#include "statistics/comparison.hpp"

#include <string>
#include <vector>

namespace slalom::report {

/// True if the problem has a landscape and at least one trajectory.
bool has_contours(const ProblemComparison& problem);

/// "adam (148)": in brackets the steps until `stop` was reached, "–" if it never was; nothing without `stop`.
std::string legend(const ProblemComparison& problem, const OptimizerResult& optimizer);

/// gnuplot script for a problem that has contours.
std::string contour_script(const ProblemComparison& problem);

/// gnuplot script for a small picture of a landscape alone.
std::string landscape_script(const Landscape& landscape, const std::vector<std::vector<double>>& minimizers);

}  // namespace slalom::report
