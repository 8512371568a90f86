#include "html/table_html.hpp"

#include "html/escape.hpp"
#include "view/view.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace slalom::html {

namespace {

// End tags of cells and rows may be left out, and most cells are numbers: without classes large pages are a good deal
// smaller.

const char* head_of(view::Kind kind) {
  switch (kind) {
    case view::Kind::number:
      return "<th scope=col class=n>";
    case view::Kind::range:
      return "<th scope=col class=\"n q\">";
    default:
      return "<th scope=col>";
  }
}

const char* cell_of(view::Kind kind) {
  switch (kind) {
    case view::Kind::number:
      return "<td>";
    case view::Kind::range:
      return "<td class=q>";
    case view::Kind::label:
      return "<th scope=row>";
    default:
      return "<td class=t>";
  }
}

std::string content(const view::Cell& cell) {
  auto text = escape_html(cell.text);
  if (cell.look == view::Look::code && !text.empty()) text = "<code>" + text + "</code>";
  if (cell.look == view::Look::strong) text = "<b>" + text + "</b>";
  if (!cell.link.empty()) text = fmt::format("<a href=\"{}\">{}</a>", escape_html(cell.link), text);
  if (!cell.aside.empty()) text += fmt::format(" <small>({})</small>", escape_html(cell.aside));
  return text;
}

const char* name_of(view::Mark mark) {
  switch (mark) {
    case view::Mark::best:
      return "best";
    case view::Mark::diverged:
      return "diverged";
    case view::Mark::failed:
      return "failed";
    case view::Mark::not_planned:
      return "none";
    default:
      return "";
  }
}

std::string matrix_cell(const view::MatrixCell& cell) {
  return fmt::format("<td class=\"s{} {}\" title=\"{}\">{}", cell.shade < 0 ? "x" : std::to_string(cell.shade),
                     name_of(cell.mark), escape_html(cell.title), view::in_words(cell));
}

}  // namespace

std::string escape_html(const view::Table& table) {
  if (table.rows.empty()) return "";
  const bool numbers = std::ranges::any_of(table.columns, [](const auto& column) {
    return column.kind == view::Kind::number || column.kind == view::Kind::range;
  });
  std::string text = fmt::format("<div class=\"table{}\"><table><thead><tr>", numbers ? "" : " text");
  for (const auto& column : table.columns) text += head_of(column.kind) + escape_html(column.name);
  text += "<tbody>\n";
  for (const auto& row : table.rows) {
    text += "<tr>";
    for (std::size_t i = 0; i < row.size(); ++i) {
      const auto kind = table.columns[i].kind;
      text += cell_of(numbers || kind == view::Kind::label ? kind : view::Kind::number) + content(row[i]);
    }
    text += '\n';
  }
  return text + "</table></div>\n";
}

std::string escape_html(const view::Matrix& matrix, const statistics::Comparison& comparison) {
  const auto columns = matrix.columns.size();
  std::string text = fmt::format("<div class=\"table matrix{}{}\"><table><thead><tr><th scope=col>Optimizer",
                                 columns > 4 ? " broad" : "", columns > 8 ? " many" : "");
  for (const auto& [e, i] : matrix.columns)
    text += fmt::format("<th scope=col><a href=\"#{}\"><span>{}</span></a>", view::anchor(e, i),
                        escape_html(comparison.experiments[e].problems[i].label));
  text += "<tbody>\n";
  for (const auto& row : matrix.rows) {
    text += fmt::format("<tr><th scope=row>{}", escape_html(row.label));
    for (const auto& cell : row.cells) text += matrix_cell(cell);
    text += '\n';
  }
  return text + "</table></div>\n";
}

}  // namespace slalom::html
