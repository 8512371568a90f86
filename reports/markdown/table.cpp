#include "markdown/table.hpp"

#include "markdown/escape.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <stdexcept>

namespace slalom::report {

void Table::add(std::vector<std::string> cells) {
  if (cells.size() != columns_.size()) throw std::logic_error("a table's row has another number of cells");
  rows_.push_back(std::move(cells));
}

std::string Table::text() const {
  if (rows_.empty()) return "";
  std::string head = "|", rule = "|", body;
  for (const auto& column : columns_) {
    head += fmt::format(" {} |", markdown(column.name));
    rule += column.number ? "---:|" : ":---|";
  }
  for (const auto& row : rows_) body += fmt::format("| {} |\n", fmt::join(row, " | "));
  return fmt::format("{}\n{}\n{}", head, rule, body);
}

}  // namespace slalom::report
