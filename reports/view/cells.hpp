// Cells of a report's tables.
#pragma once

#include "statistics/comparison.hpp"
#include "view/table.hpp"

#include <string>
#include <vector>

namespace slalom::view {

std::string number(double value);
/// A loss or a metric; an infinite one is said in words.
std::string result(double value, const statistics::RunCounts& runs);
/// Strong for the significant best.
Cell name(const statistics::OptimizerResult& optimizer);
std::string rank(double value);
/// "momentum: 0.9, form: classical"
std::string settings_in_words(const Json& settings);
/// "1.2 … 3.4", or one number if both are equal; "–" if unknown.
std::string range(double low, double high);
/// "1.5", and beside it "1.2 … 3.4"
Cell with_interval(const statistics::Estimate& estimate);
/// A column of these, all in one notation.
std::vector<Cell> with_intervals(const std::vector<statistics::Estimate>& column);

}  // namespace slalom::view
