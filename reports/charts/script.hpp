// Pieces of gnuplot scripts. Numbers are formatted here; every name goes through gnuplot_string().
#pragma once

#include "statistics/comparison.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace slalom::charts {

/// A gnuplot string in single quotes, in which nothing is special but the quote itself: no variables, no escapes, no
/// commands in backticks. What is longer than `longest` characters has η= for learning_rate=, and is then cut.
std::string gnuplot_string(std::string_view given, std::size_t longest = 60);

/// So many lines of a chart have a color and a name, those of the best optimizers; the rest is grey.
inline constexpr std::size_t max_named = 12;
inline constexpr auto faint_line = "lc rgb '#d4d8dc' dt solid lw 1";

/// A height at which a legend of so many lines has room.
int legend_height(std::size_t lines);

/// Terminal, fonts, border, grid and legend. Text is never taken for markup.
std::string frame(int width, int height, const std::string& title, const std::string& x, const std::string& y);

/// A named block of lines of numbers: NAME << EOD … EOD. A row with a NaN becomes an empty line: a gap.
std::string data_block(const std::string& name, const std::vector<std::vector<double>>& columns);

/// "lc rgb '#0072b2' dt (8,4) lw 2"
std::string line_style(const statistics::Style& style, double width);

}  // namespace slalom::charts
