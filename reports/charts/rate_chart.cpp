#include "charts/rate_chart.hpp"

#include "charts/axis.hpp"
#include "charts/script.hpp"
#include "statistics/score_text.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>

namespace slalom::charts {

std::string rate_script(const statistics::ProblemComparison& problem, const std::string& y) {
  std::vector<double> rates, losses;
  for (const auto& curve : problem.rate_curves)
    for (const auto& point : curve.points) {
      rates.push_back(point.learning_rate);
      for (double loss : {point.final.median, point.final.lower, point.final.upper})
        if (std::isfinite(loss)) losses.push_back(loss);
    }
  const Axis x_axis = stretched(log_axis_for(rates)), y_axis = axis_for(losses, problem.floor);

  std::string text = frame(900, 430, problem.label, "learning rate", y) + commands(x_axis, "x") + commands(y_axis, "y");
  std::vector<std::string> plots;
  std::vector<std::vector<double>> diverged(2);
  for (std::size_t i = 0; i < problem.rate_curves.size(); ++i) {
    const auto& curve = problem.rate_curves[i];
    std::vector<std::vector<double>> columns(4);
    for (const auto& point : curve.points) {
      if (!std::isfinite(point.final.median)) {
        diverged[0].push_back(point.learning_rate);
        diverged[1].push_back(y_axis.to);
        continue;
      }
      columns[0].push_back(point.learning_rate);
      const auto& f = point.final;
      for (const auto& [column, value] :
           {std::pair{1, f.median}, {2, f.lower}, {3, std::isfinite(f.upper) ? f.upper : y_axis.to}})
        columns[static_cast<std::size_t>(column)].push_back(on_axis(y_axis, value));
    }
    text += data_block(fmt::format("rates{}", i), columns);
    const auto style = line_style(curve.style, 2.2);
    // The bars first: gnuplot leaves a gap around the middle of each.
    plots.push_back(fmt::format("$rates{} using 1:2:3:4 with yerrorbars pt 0 {} notitle", i, style));
    plots.push_back(fmt::format("$rates{} using 1:2 with linespoints pt 7 ps 0.7 {} title {}", i, style,
                                gnuplot_string(curve.name, 36)));
  }
  if (!diverged[0].empty()) {
    text += data_block("diverged", diverged);
    plots.push_back(fmt::format("$diverged using 1:2 with points pt 2 ps 1.2 lw 2.5 lc rgb '#222222' title '{}'",
                                statistics::without_value(problem.runs)));
  }
  return text + "set bars 0.5\n" + fmt::format("plot {}\n", fmt::join(plots, ", \\\n     "));
}

}  // namespace slalom::charts
