#include "charts/trials_chart.hpp"

#include "charts/axis.hpp"
#include "charts/script.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>

namespace slalom::charts {

namespace {

bool has_rate(const statistics::TunedPoint& trial) { return trial.values.contains("learning_rate"); }

}  // namespace

bool has_trial_rates(const statistics::ProblemTuning& tuning) {
  return std::ranges::any_of(tuning.optimizers, [](const auto& o) { return std::ranges::any_of(o.trials, has_rate); });
}

std::string trials_script(const statistics::ProblemTuning& tuning, const std::string& title) {
  std::vector<double> rates, scores;
  for (const auto& o : tuning.optimizers)
    for (const auto& trial : o.trials) {
      if (has_rate(trial)) rates.push_back(trial.values.at("learning_rate"));
      if (std::isfinite(trial.score)) scores.push_back(trial.score);
    }
  const Axis x_axis = stretched(log_axis_for(rates)), y_axis = axis_for(scores);
  // Within the axis, where digits that are cut off leave it.
  const double top = y_axis.log ? y_axis.to * 0.98 : y_axis.to - 0.01 * (y_axis.to - y_axis.from);
  std::string text = frame(900, legend_height(std::min(tuning.optimizers.size(), max_named)), title, "learning rate",
                           tuning.on + ", mean over the tuning seeds") +
                     commands(x_axis, "x") + commands(y_axis, "y");
  std::vector<std::string> plots;
  std::vector<std::vector<double>> diverged(2);
  for (std::size_t i = 0; i < tuning.optimizers.size(); ++i) {
    const auto& o = tuning.optimizers[i];
    std::vector<std::pair<double, double>> points;
    for (const auto& trial : o.trials) {
      if (!has_rate(trial)) continue;
      const double rate = trial.values.at("learning_rate");
      if (std::isfinite(trial.score)) {
        points.emplace_back(rate, on_axis(y_axis, trial.score));
      } else {
        diverged[0].push_back(rate);
        diverged[1].push_back(top);
      }
    }
    if (points.empty()) continue;
    std::ranges::sort(points);
    std::vector<std::vector<double>> columns(2);
    for (const auto& [x, y] : points) {
      columns[0].push_back(x);
      columns[1].push_back(y);
    }
    text += data_block(fmt::format("trials{}", i), columns);
    plots.push_back(fmt::format("$trials{} using 1:2 with points pt 7 ps 0.6 {} {}", i,
                                i < max_named ? line_style(o.style, 1) : faint_line,
                                i < max_named ? "title " + gnuplot_string(o.label, 36) : "notitle"));
  }
  if (!diverged[0].empty()) {
    text += data_block("diverged", diverged);
    plots.emplace_back("$diverged using 1:2 with points pt 2 ps 0.6 lw 1.5 lc rgb '#222222' title 'diverged'");
  }
  return text + fmt::format("plot {}\n", fmt::join(plots, ", \\\n     "));
}

}  // namespace slalom::charts
