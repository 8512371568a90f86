// Grids: all combinations of the values that several settings may take.
#pragma once

#include "loader/setting.hpp"

namespace slalom::suite {

struct Axis {
  std::string name;
  std::vector<Json> values;
};

using Grid = std::vector<Axis>;

/// The number of combinations: a double, as hostile suites give products beyond every integer.
double count(const Grid& grid);

/// The i-th combination as {name: value}; the last axis runs fastest.
Json combination(const Grid& grid, std::size_t i);

/// For each of several variants, in what it differs from the others: " (beta1=0.9, learning_rate=0.1)". Nothing if
/// there is only one.
std::vector<std::string> differences(std::span<const Json> variants);

}  // namespace slalom::suite
