#include "latex/table.hpp"

#include "statistics/numbers.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>

namespace slalom::latex {

namespace {

constexpr std::size_t max_on_page = 40;

/// How many digits a column's numbers have in each of their parts.
struct Widths {
  std::size_t whole = 0, decimals = 0, exponent = 0;
  bool sign = false, exponent_sign = false;

  void take(std::string_view number) {
    if (number.starts_with('-')) sign = true, number.remove_prefix(1);
    const auto e = number.find('e');
    if (e != std::string_view::npos) {
      const auto power = number.substr(e + 1);
      const bool negative = power.starts_with('-');
      exponent_sign |= negative;
      exponent = std::max(exponent, power.size() - (negative ? 1 : 0));
      number = number.substr(0, e);
    }
    const auto point = std::min(number.find('.'), number.size());
    whole = std::max(whole, point);
    if (point < number.size()) decimals = std::max(decimals, number.size() - point - 1);
  }

  std::string format() const {
    auto text = fmt::format("{}{}.{}", sign ? "-" : "", whole, decimals);
    if (exponent > 0) text += fmt::format("e{}{}", exponent_sign ? "-" : "", exponent);
    return text;
  }
};

/// "l", "r" behind a column of numbers, or siunitx' S.
std::string kind(const LatexColumn& column) {
  Widths widths;
  bool numbers = false;
  for (const auto& cell : column.cells)
    if (cell.number) widths.take(cell.text), numbers = true;
  return numbers ? fmt::format("S[table-format={}]", widths.format()) : "l";
}

std::string written(const LatexCell& cell) {
  if (cell.number) return (cell.bold ? "\\bfseries " : "") + cell.text;
  return cell.bold ? fmt::format("{{\\bfseries {}}}", cell.text) : fmt::format("{{{}}}", cell.text);
}

template <class Cell>
std::string row(const std::vector<LatexColumn>& columns, Cell cell) {
  std::vector<std::string> cells;
  for (const auto& column : columns) cells.push_back(cell(column));
  return fmt::format("  {} \\\\\n", fmt::join(cells, " & "));
}

}  // namespace

std::vector<LatexCell> number_cells(const std::vector<double>& values, int digits) {
  const auto notation = statistics::notation_for(values);
  std::vector<LatexCell> cells;
  for (const double value : values)
    if (std::isfinite(value))
      cells.push_back({statistics::in_notation(value, notation, digits), true});
    else
      cells.push_back({std::isnan(value) ? "--" : value > 0 ? "$\\infty$" : "$-\\infty$"});
  return cells;
}

std::vector<LatexColumn> interval_columns(const std::string& head, const std::vector<double>& values,
                                          const std::vector<double>& lows, const std::vector<double>& highs, int digits,
                                          double confidence) {
  auto all = values;
  all.insert(all.end(), lows.begin(), lows.end());
  all.insert(all.end(), highs.begin(), highs.end());
  const auto cells = number_cells(all, digits);
  const auto count = static_cast<std::ptrdiff_t>(values.size());
  return {{head, {cells.begin(), cells.begin() + count}},
          {fmt::format("{}\\,\\% from", statistics::short_number(100 * confidence)),
           {cells.begin() + count, cells.begin() + 2 * count}},
          {"to", {cells.begin() + 2 * count, cells.end()}}};
}

std::string to_text(const LatexTable& table) {
  const auto rows = table.columns.front().cells.size();
  std::vector<std::string> kinds;
  for (const auto& column : table.columns) kinds.push_back(kind(column));
  const auto preamble = fmt::format("{{@{{}}{}@{{}}}}", fmt::join(kinds, ""));
  const auto head = "  \\toprule\n" +
                    row(table.columns, [](const auto& column) { return fmt::format("{{{}}}", column.head); }) +
                    "  \\midrule\n";
  std::string body;
  for (std::size_t i = 0; i < rows; ++i)
    body += row(table.columns, [i](const auto& column) { return written(column.cells[i]); });
  const auto caption = fmt::format("  \\caption{{{}}}\n  \\label{{tab:{}}}\n", table.caption, table.label);
  // Settings inside of a group, as the table's own: nothing of the paper changes.
  const std::string settings = "  \\small\\setlength{\\tabcolsep}{4pt}\n  \\sisetup{detect-weight=true}\n";
  if (rows <= max_on_page)
    return "% \\usepackage{booktabs,siunitx}\n\\begin{table}\n  \\centering\n" + settings + caption +
           "  \\begin{tabular}" + preamble + "\n" + head + body + "  \\bottomrule\n  \\end{tabular}\n" +
           fmt::format("  \\par\\smallskip\n  \\begin{{minipage}}{{\\linewidth}}\\footnotesize {}\\end{{minipage}}\n",
                       table.note) +
           "\\end{table}\n";
  auto long_caption = caption;
  long_caption.insert(long_caption.size() - 1, " \\\\");
  return "% \\usepackage{booktabs,longtable,siunitx}\n\\begingroup\n" + settings + "\\begin{longtable}" + preamble +
         "\n" + long_caption + head + "  \\endfirsthead\n" + head + "  \\endhead\n" + "  \\bottomrule\n  \\endfoot\n" +
         body + "\\end{longtable}\n" + fmt::format("\\noindent{{\\footnotesize {}\\par}}\n\\endgroup\n", table.note);
}

}  // namespace slalom::latex
