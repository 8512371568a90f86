#include "charts/history_chart.hpp"

#include "charts/axis.hpp"
#include "charts/script.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace slalom::charts {

std::string history_script(const statistics::HistorySeries& series) {
  constexpr int width = 900, height = 360;
  std::vector<double> number, median, lower, upper, finite;
  for (std::size_t i = 0; i < series.values.size(); ++i) {
    const auto& v = series.values[i];
    number.push_back(static_cast<double>(series.entries[i] + 1));
    median.push_back(v.median);
    lower.push_back(v.lower);
    upper.push_back(std::isfinite(v.upper) ? v.upper : v.median);
    for (const double y : {v.median, v.lower, v.upper})
      if (std::isfinite(y)) finite.push_back(y);
  }
  const auto axis = axis_for(finite);
  for (auto* column : {&median, &lower, &upper})
    for (double& y : *column) y = on_axis(axis, y);
  auto text =
      frame(width, height, fmt::format("{} on {}", series.optimizer, series.problem), "folder", series.score) +
      commands(axis, "y") +
      fmt::format("set xrange [{}:{}]\nset format x '%.0f'\nunset key\n", number.front() - 0.5, number.back() + 0.5) +
      data_block("history", {number, median, lower, upper});
  if (series.changed) {
    const double at = (number[series.changed_at - 1] + number[series.changed_at]) / 2;
    text += fmt::format("set arrow from {0},graph 0 to {0},graph 1 nohead lc rgb '#d55e00' dt (6,4) lw 2\n", at);
  }
  return text + fmt::format(
                    "plot $history using 1:2:3:4 with yerrorbars {0} pt 7 ps 0.6 notitle, "
                    "$history using 1:2 with lines {0} notitle\n",
                    line_style({.color = series.style.color, .dash = 0}, 2));
}

}  // namespace slalom::charts
