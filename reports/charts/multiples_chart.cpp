#include "charts/multiples_chart.hpp"

#include "charts/line_chart.hpp"
#include "charts/script.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <deque>
#include <map>

namespace slalom::charts {

namespace {

constexpr std::size_t min_problems = 4, grid_columns = 4, max_colored = 8;
constexpr int grid_width = 1100, panel_height = 210;

std::string shared_legend(const statistics::Ranking& ranking) {
  std::vector<std::string> plots;
  const auto colored = std::min(ranking.optimizers.size(), max_colored);
  for (std::size_t i = 0; i < colored; ++i)
    plots.push_back(fmt::format("NaN with lines {} title {}", line_style(ranking.optimizers[i].style, 2.2),
                                gnuplot_string(ranking.optimizers[i].label, 24)));
  if (ranking.optimizers.size() > colored)
    plots.push_back(
        fmt::format("NaN with lines {} title 'the other {}'", faint_line, ranking.optimizers.size() - colored));
  return fmt::format(
      "unset logscale\nset title ''\nunset border\nunset tics\nunset grid\nset key inside left top maxrows 9 font "
      "',11' spacing 1\nset xrange "
      "[0:1]\nset yrange [0:1]\n"
      "plot {}\n",
      fmt::join(plots, ", \\\n     "));
}

/// Medians at so many places as a small panel can show.
statistics::Curve small(const statistics::Curve& curve) {
  constexpr std::size_t most = 40;
  const auto n = curve.x.size(), kept = std::min(n, most);
  statistics::Curve result;
  for (std::size_t i = 0; i < kept; ++i) {
    const auto at = kept == n ? i : i * (n - 1) / (kept - 1);
    result.x.push_back(curve.x[at]);
    result.median.push_back(curve.median[at]);
  }
  result.lower = result.upper = result.median;
  return result;
}

}  // namespace

bool has_multiples(const statistics::ExperimentComparison& experiment) {
  return experiment.problems.size() >= min_problems && !experiment.ranking.optimizers.empty();
}

std::string multiples_script(const statistics::ExperimentComparison& experiment) {
  std::map<std::string, std::size_t> places;
  for (const auto& o : experiment.ranking.optimizers) places.emplace(o.label, places.size());
  const auto rows = experiment.problems.size() / grid_columns + 1;
  std::string text = frame(grid_width, static_cast<int>(rows) * panel_height, "", "", "") +
                     fmt::format(
                         "set lmargin 7\nset rmargin 2\nunset key\nset xtics font ',10'\nset ytics font ',10'\n"
                         "set multiplot layout {},{}\n",
                         rows, grid_columns);
  for (const auto& p : experiment.problems) {
    LineChart chart{.log_x = p.log_steps, .floor = p.floor, .lines = {}, .named = max_colored};
    std::deque<statistics::Curve> curves;
    for (const auto& o : p.optimizers)
      if (const auto& curve = o.measures.front().by_steps; places.contains(o.label) && !curve.x.empty())
        chart.lines.push_back({o.label, o.style, &curves.emplace_back(small(curve))});
    std::ranges::stable_sort(chart.lines, {}, [&](const Line& line) { return places.at(line.name); });
    if (chart.lines.empty()) continue;
    text += fmt::format("unset logscale\nset xtics auto\nset ytics auto\nset title {} font ',12'\n",
                        gnuplot_string(p.label, 30)) +
            panel(chart);
  }
  return text + shared_legend(experiment.ranking) + "unset multiplot\n";
}

}  // namespace slalom::charts
