#include "charts/contour_chart.hpp"

#include "charts/script.hpp"
#include "statistics/numbers.hpp"
#include "statistics/quantile.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>

namespace slalom::charts {

namespace {

constexpr int lines = 16;

/// Levels that enclose areas of 1, 4, 9, … shares of the window: the evenly spaced rings of a bowl, whatever the loss'
/// scale.
std::vector<double> levels(const statistics::Landscape& landscape) {
  std::vector<double> sorted;
  std::copy_if(landscape.values.begin(), landscape.values.end(), std::back_inserter(sorted),
               [](double v) { return std::isfinite(v); });
  std::sort(sorted.begin(), sorted.end());
  std::vector<double> result;
  for (int i = 1; i < lines; ++i) {
    const double level = statistics::quantile(sorted, static_cast<double>(i * i) / (lines * lines));
    if (result.empty() || level > result.back()) result.push_back(level);
  }
  return result;
}

std::string grid_block(const statistics::Landscape& l) {
  std::string block = "$landscape << EOD\n";
  for (std::size_t row = 0; row < l.rows; ++row) {
    for (std::size_t column = 0; column < l.columns; ++column)
      block += fmt::format("{:.7g} ", l.values[row * l.columns + column]);
    block += '\n';
  }
  return block + "EOD\n";
}

std::string contours(const statistics::Landscape& l) {
  const double dx = (l.x_to - l.x_from) / static_cast<double>(l.columns - 1);
  const double dy = (l.y_to - l.y_from) / static_cast<double>(l.rows - 1);
  return grid_block(l) +
         fmt::format(
             "set contour base\nunset surface\nset cntrparam levels discrete {:.9g}\nset table $contours\n"
             "splot $landscape matrix using ({:.9g}+$1*{:.9g}):({:.9g}+$2*{:.9g}):3\nunset table\n",
             fmt::join(levels(l), ", "), l.x_from, dx, l.y_from, dy);
}

std::string window(const statistics::Landscape& l) {
  return fmt::format("set xrange [{:.9g}:{:.9g}]\nset yrange [{:.9g}:{:.9g}]\n", l.x_from, l.x_to, l.y_from, l.y_to);
}

/// Two columns, x and y.
std::string minima_block(const std::vector<std::vector<double>>& minimizers) {
  std::vector<std::vector<double>> columns(2);
  for (const auto& w : minimizers) columns[0].push_back(w[0]), columns[1].push_back(w[1]);
  return data_block("minima", columns);
}

/// First points of all ways, without repeats.
std::vector<std::vector<double>> starts(const statistics::ProblemComparison& problem) {
  std::vector<std::vector<double>> columns(2);
  for (const auto& o : problem.optimizers) {
    if (o.trajectory.x.empty()) continue;
    const double x = o.trajectory.x.front(), y = o.trajectory.y.front();
    if (!columns[0].empty() && columns[0].back() == x && columns[1].back() == y) continue;
    columns[0].push_back(x);
    columns[1].push_back(y);
  }
  return columns;
}

}  // namespace

bool has_contours(const statistics::ProblemComparison& problem) {
  return !problem.landscape.values.empty() && std::any_of(problem.optimizers.begin(), problem.optimizers.end(),
                                                          [](const auto& o) { return !o.trajectory.x.empty(); });
}

std::string legend(const statistics::ProblemComparison& problem, const statistics::OptimizerResult& optimizer) {
  if (problem.stop.empty()) return optimizer.label;
  return fmt::format("{} ({})", optimizer.label, statistics::short_number(optimizer.trajectory.stop_step));
}

std::string contour_data(const statistics::ProblemComparison& problem) {
  const auto& l = problem.landscape;
  auto text = contours(l) + data_block("starts", starts(problem));
  if (!problem.minimizers.empty()) text += minima_block(problem.minimizers);
  text += "set size ratio -1\nset border 15\nunset grid\nset clip two\n" + window(l);
  return text + (std::isfinite(l.x_to) ? "set lmargin 8\n" : "");
}

std::string contour_marks(const statistics::ProblemComparison& problem) {
  const std::string starts = "$starts using 1:2 with points pt 6 ps 1.2 lw 2 lc rgb '#222222' title 'start'";
  if (problem.minimizers.empty()) return starts;
  return starts + fmt::format(", $minima using 1:2 with points pt 2 ps 1.3 lw 2.5 lc rgb '#222222' title '{}'",
                              problem.minimizers.size() == 1 ? "minimum" : "minima");
}

std::string contour_script(const statistics::ProblemComparison& problem) {
  auto text = frame(900, 620, problem.label, "w₁", "w₂") + contour_data(problem);
  std::vector<std::string> plots{contour_lines};
  std::size_t block = 0;
  for (const auto& o : problem.optimizers) {
    if (o.trajectory.x.empty()) continue;
    text += data_block(fmt::format("way{}", block), {o.trajectory.x, o.trajectory.y});
    plots.push_back(fmt::format("$way{} using 1:2 with lines {} title {}", block, line_style(o.style, 2.2),
                                gnuplot_string(legend(problem, o), 36)));
    ++block;
  }
  plots.push_back(contour_marks(problem));
  return text + fmt::format("plot {}\n", fmt::join(plots, ", \\\n     "));
}

std::string landscape_script(const statistics::Landscape& landscape,
                             const std::vector<std::vector<double>>& minimizers) {
  // Bands between levels as pixels: on a rugged landscape lines would take ten times the space.
  const auto borders = levels(landscape);
  auto bands = landscape;
  for (double& value : bands.values)
    if (std::isfinite(value)) value = static_cast<double>(std::ranges::upper_bound(borders, value) - borders.begin());
  auto text = fmt::format(
      "set encoding utf8\nset terminal svg size 240,220 font 'sans-serif,10' background rgb 'white'\nunset key\n"
      "unset colorbox\nset border 15 lc rgb '#888888'\nset tics nomirror out scale 0.5 textcolor rgb '#444444'\n"
      "set palette defined (0 '#14375e', 0.5 '#7ba3cc', 1 '#f4f7fa')\nset cbrange [0:{}]\n",
      borders.size());
  text += grid_block(bands) + window(landscape);
  const auto step = [](double from, double to, std::size_t count) {
    return (to - from) / static_cast<double>(count - 1);
  };
  text += fmt::format("plot $landscape matrix using ({:.9g}+$1*{:.9g}):({:.9g}+$2*{:.9g}):3 with image",
                      landscape.x_from, step(landscape.x_from, landscape.x_to, landscape.columns), landscape.y_from,
                      step(landscape.y_from, landscape.y_to, landscape.rows));
  if (!minimizers.empty())
    text = minima_block(minimizers) + text + ", $minima using 1:2 with points pt 2 ps 0.6 lw 1.5 lc rgb '#e69f00'";
  return text + "\n";
}

}  // namespace slalom::charts
