#include "charts/step_function_chart.hpp"

#include "charts/axis.hpp"
#include "charts/script.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace slalom::charts {

std::string script(const StairsChart& chart) {
  std::vector<double> places;
  for (const auto& line : chart.lines) places.insert(places.end(), line.stairs->x.begin(), line.stairs->x.end());
  Axis x_axis = log_axis_for(places);
  if (x_axis.log)
    x_axis.to *= 1.05;
  else if (x_axis.to <= x_axis.from)
    x_axis = {.from = x_axis.from, .to = x_axis.from + 1};

  const auto named = std::min(chart.lines.size(), max_named);
  std::string text = frame(900, legend_height(named + 1), chart.title, chart.x, chart.y) + commands(x_axis, "x") +
                     "set yrange [0:1.02]\nset format y '%.1f'\n";
  std::vector<std::string> plots;
  for (std::size_t i = chart.lines.size(); i-- > 0;) {  // the best on top
    const auto& line = chart.lines[i];
    auto x = line.stairs->x, y = line.stairs->y;
    if (x.empty()) x = {x_axis.from}, y = {0};
    x.insert(x.begin(), x.front()), y.insert(y.begin(), 0);
    x.push_back(x_axis.to), y.push_back(y.back());
    text += data_block(fmt::format("stairs{}", i), {x, y});
    plots.push_back(i < named ? fmt::format("$stairs{} using 1:2 with steps {} notitle", i, line_style(line.style, 2.2))
                              : fmt::format("$stairs{} using 1:2 with steps {} notitle", i, faint_line));
  }
  for (std::size_t i = 0; i < named; ++i)
    plots.push_back(fmt::format("NaN with lines {} title {}", line_style(chart.lines[i].style, 2.2),
                                gnuplot_string(chart.lines[i].name, 36)));
  if (named < chart.lines.size())
    plots.push_back(fmt::format("NaN with lines {} title 'the other {}'", faint_line, chart.lines.size() - named));
  return text + fmt::format("plot {}\n", fmt::join(plots, ", \\\n     "));
}

}  // namespace slalom::charts
