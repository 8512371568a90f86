// The classes in the last column of a table.
#pragma once

#include <slalom/data_table.hpp>

#include <cmath>
#include <set>

namespace [[gnu::visibility("hidden")]] slalom {
namespace detail {

/// The different ones.
inline std::set<double> labels_of(const DataTable& table) {
  std::set<double> labels;
  for (std::size_t i = 0; i < table.rows(); ++i) labels.insert(table.row(i)[table.columns - 1]);
  return labels;
}

inline bool are_integers(const std::set<double>& labels) {
  return std::ranges::all_of(labels, [](double y) { return y == std::floor(y) && std::abs(y) < 1e9; });
}

/// Of two or more: integers of which the least is not 0 are classes in their order, whatever they are: 1 and 2, -1 and
/// 1, or 2 and 4.
inline bool classes_are_renumbered(const std::set<double>& labels) {
  return are_integers(labels) && *labels.begin() != 0;
}

inline std::vector<std::string> names_of(const std::set<double>& labels) {
  std::vector<std::string> names;
  for (const double y : labels) names.push_back(std::to_string(static_cast<long>(y)));
  return names;
}

/// Makes the last column classes 0, 1, 2, … Throws std::runtime_error if it holds none.
inline void number_classes(DataTable& table) {
  const auto last = table.columns - 1;
  const auto labels = labels_of(table);
  const auto rows = static_cast<double>(table.rows());
  const bool renumber = classes_are_renumbered(labels);
  for (std::size_t i = 0; i < table.rows(); ++i) {
    double& y = table.numbers[i * table.columns + last];
    if (y != std::floor(y) || (renumber ? 2 * static_cast<double>(labels.size()) > rows : y >= rows))
      throw std::runtime_error(table.where(i) +
                               ": the last column must be the class: an integer of at least 0, fewer "
                               "than there are rows, or a name");
    if (renumber) y = static_cast<double>(std::distance(labels.begin(), labels.find(y)));
  }
}

}  // namespace detail
}  // namespace slalom
