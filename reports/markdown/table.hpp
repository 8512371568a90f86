// Tables of a report: cells are finished Markdown.
#pragma once

#include "statistics/comparison.hpp"

#include <string>
#include <vector>

namespace slalom::report {

struct Column {
  std::string name;    ///< plain text
  bool number = true;  ///< aligned right
};

class Table {
 public:
  explicit Table(std::vector<Column> columns) : columns_(std::move(columns)) {}

  /// As many cells as there are columns.
  void add(std::vector<std::string> cells);

  /// Markdown, with a line break at its end; empty if there are no rows. Long tables show their first rows, and fold
  /// the rest.
  std::string text() const;

 private:
  std::string text(std::size_t from, std::size_t to) const;

  std::vector<Column> columns_;
  std::vector<std::vector<std::string>> rows_;
};

}  // namespace slalom::report
