// Charts for paper: by their width, and with letters of the size of the text around them.
#pragma once

#include "charts/draw.hpp"

#include <array>

namespace slalom::charts {

struct Print {
  std::string format = "pdf";  ///< one of print_formats, or tikz_format
  double width = 85;           ///< in millimetres: a column of most journals
  double font = 8;             ///< in points
};

inline constexpr std::array print_formats{"pdf", "eps", "png"};
inline constexpr auto tikz_format = "tex";  ///< TikZ, to be \input; its texts must be LaTeX (latex/export_pgf.hpp)

/// How wide it becomes: charts of several panels, and of ranks, are at least as wide as a page's text.
double width_on_paper(const Chart& chart, const Print& print);

/// The same chart by another of gnuplot's terminals. Narrow ones have their legend below.
Chart for_print(const Chart& chart, const Print& print);

}  // namespace slalom::charts
