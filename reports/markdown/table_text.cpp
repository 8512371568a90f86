#include "markdown/table_text.hpp"

#include "markdown/escape.hpp"

#include <fmt/format.h>

namespace slalom::markdown {

namespace {

constexpr std::size_t max_rows = 14;
constexpr std::size_t shown_rows = 10;

std::string cell_text(const view::Cell& cell) {
  auto text = cell.look == view::Look::code ? code_span(cell.text) : escape_markdown(cell.text);
  if (cell.look == view::Look::strong) text = "**" + text + "**";
  if (!cell.link.empty()) text = fmt::format("[{}]({})", text, cell.link);
  return cell.aside.empty() ? text : fmt::format("{} ({})", text, escape_markdown(cell.aside));
}

std::string rows_text(const view::Table& table, std::size_t from, std::size_t to) {
  std::string head = "|", rule = "|", body;
  for (const auto& column : table.columns) {
    head += fmt::format(" {} |", escape_markdown(column.name));
    rule += column.kind == view::Kind::number || column.kind == view::Kind::range ? "---:|" : ":---|";
  }
  for (auto i = from; i < to; ++i) {
    body += '|';
    for (const auto& cell : table.rows[i]) body += fmt::format(" {} |", cell_text(cell));
    body += '\n';
  }
  return fmt::format("{}\n{}\n{}", head, rule, body);
}

}  // namespace

std::string escape_markdown(const view::Table& table) {
  const auto count = table.rows.size();
  if (count == 0) return "";
  if (count <= max_rows) return rows_text(table, 0, count);
  return rows_text(table, 0, shown_rows) + fmt::format("\n<details><summary>The other {}</summary>\n\n{}\n</details>\n",
                                                       count - shown_rows, rows_text(table, shown_rows, count));
}

}  // namespace slalom::markdown
