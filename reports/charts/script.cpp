#include "charts/script.hpp"

#include "charts/palette.hpp"
#include "loader/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>

namespace slalom::charts {

std::string gnuplot_string(std::string_view given, std::size_t longest) {
  constexpr std::string_view rate = "learning_rate=";  // the commonest grid; its values stand at the end
  std::string text(given);
  if (std::ranges::count_if(text, loader::begins_character) > static_cast<std::ptrdiff_t>(longest))
    if (const auto at = text.find(rate); at != std::string::npos) text.replace(at, rate.size(), "η=");
  std::string result = "'";
  std::size_t characters = 0;
  for (char c : text) {
    if (loader::begins_character(c) && ++characters > longest) {
      result += "…";
      break;
    }
    if (c == '\'')
      result += "’";  // gnuplot 5.4 loses its way at a doubled quote that begins a string
    else if (c == '>' && result.ends_with("]]"))
      result += " >";  // gnuplot leaves it as it is, and XML does not allow it
    else
      result += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
  }
  return result + "'";
}

int legend_height(std::size_t lines) {
  constexpr int least = 430, around = 140, line = 26;  // else gnuplot makes two columns
  return std::max(least, around + line * static_cast<int>(lines));
}

std::string frame(int width, int height, const std::string& title, const std::string& x, const std::string& y) {
  return fmt::format(
      "set encoding utf8\n"
      "set terminal svg size {},{} noenhanced font 'sans-serif,14' background rgb 'white' rounded\n"
      "set title {} textcolor rgb '#222222'\n"
      "set xlabel {} textcolor rgb '#444444'\n"
      "set ylabel {} textcolor rgb '#444444'\n"
      "set border 3 lc rgb '#888888'\n"
      "set tics nomirror out scale 0.6 textcolor rgb '#444444'\n"
      "set grid lc rgb '#e4e4e4' lw 1 dt solid\n"
      "set key outside right center vertical Left reverse noenhanced samplen 2.5 spacing 1.25 textcolor rgb '#222222'\n"
      "set lmargin 11\n",
      width, height, gnuplot_string(title, 90), gnuplot_string(x), gnuplot_string(y));
}

std::string data_block(const std::string& name, const std::vector<std::vector<double>>& columns) {
  std::string block = "$" + name + " << EOD\n";
  auto out = std::back_inserter(block);
  for (std::size_t row = 0; row < columns.front().size(); ++row) {
    const bool gap = std::any_of(columns.begin(), columns.end(), [&](const auto& c) { return !std::isfinite(c[row]); });
    if (!gap)
      for (const auto& column : columns) fmt::format_to(out, "{:.7g} ", column[row]);
    block += '\n';
  }
  return block + "EOD\n";
}

std::string line_style(const statistics::Style& style, double width) {
  return fmt::format("lc rgb '{}' dt {} lw {}", color(style), dash(style), width);
}

}  // namespace slalom::charts
