// Tables of LaTeX, with the packages booktabs and siunitx.
#pragma once

#include <string>
#include <vector>

namespace slalom::latex {

struct LatexCell {
  std::string text;  ///< a number as siunitx reads it, else LaTeX
  bool number = false;
  bool bold = false;
};

struct LatexColumn {
  std::string head;  ///< LaTeX
  std::vector<LatexCell> cells;
};

struct LatexTable {
  std::string label;    ///< for \ref
  std::string caption;  ///< LaTeX, and so is the note
  std::string note;
  std::vector<LatexColumn> columns;  ///< all with as many cells; none: there is no table
};

/// Numbers with a few significant digits, in one notation for the whole column; "--" for those that are not known.
std::vector<LatexCell> number_cells(const std::vector<double>& values, int digits);

/// Three columns, all in one notation: they are read across too. `confidence`: of the intervals, such as 0.95.
std::vector<LatexColumn> interval_columns(const std::string& head, const std::vector<double>& values,
                                          const std::vector<double>& lows, const std::vector<double>& highs, int digits,
                                          double confidence);

/// The table for \input. One with so many rows that no page holds them breaks over pages.
std::string to_text(const LatexTable& table);

}  // namespace slalom::latex
