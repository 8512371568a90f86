#include "markdown/table.hpp"

#include "markdown/escape.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <stdexcept>

namespace slalom::report {

namespace {

constexpr std::size_t most_rows = 14;
constexpr std::size_t shown_rows = 10;

}  // namespace

void Table::add(std::vector<std::string> cells) {
  if (cells.size() != columns_.size()) throw std::logic_error("a table's row has another number of cells");
  rows_.push_back(std::move(cells));
}

std::string Table::text() const {
  if (rows_.empty()) return "";
  if (rows_.size() <= most_rows) return text(0, rows_.size());
  return text(0, shown_rows) + fmt::format("\n<details><summary>The other {}</summary>\n\n{}\n</details>\n",
                                           rows_.size() - shown_rows, text(shown_rows, rows_.size()));
}

std::string Table::text(std::size_t from, std::size_t to) const {
  std::string head = "|", rule = "|", body;
  for (const auto& column : columns_) {
    head += fmt::format(" {} |", markdown(column.name));
    rule += column.number ? "---:|" : ":---|";
  }
  for (auto i = from; i < to; ++i) body += fmt::format("| {} |\n", fmt::join(rows_[i], " | "));
  return fmt::format("{}\n{}\n{}", head, rule, body);
}

}  // namespace slalom::report
