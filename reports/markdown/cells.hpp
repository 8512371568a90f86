// Cells of a report's tables.
#pragma once

#include "statistics/comparison.hpp"

#include <string>
#include <vector>

namespace slalom::report {

std::string number(double value);
/// A loss: infinite means that runs diverged.
std::string result(double value);
/// Bold for the significant best.
std::string name(const OptimizerResult& optimizer);
std::string rank(double value);
/// "1.2 … 3.4", or one number if both are equal; "–" if unknown.
std::string range(double low, double high);
/// "1.5 (1.2 … 3.4)"
std::string with_interval(const Estimate& estimate);
/// A column of these, all in one notation.
std::vector<std::string> with_intervals(const std::vector<Estimate>& column);

}  // namespace slalom::report
