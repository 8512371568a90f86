#include "charts/heat_chart.hpp"

#include "charts/axis.hpp"
#include "charts/script.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>

namespace slalom::charts {

namespace {

constexpr std::size_t max_panels = 6, map_columns = 3;
constexpr int map_width = 330, map_height = 260;

/// The first two numbers that were searched for, the learning rate first; fewer if there are none.
std::vector<std::string> numbers(const statistics::TunedOptimizer& o) {
  std::vector<std::string> names;
  if (o.trials.empty()) return names;
  for (const auto& [name, value] : o.trials.front().values.items())
    if (value.is_number()) names.push_back(name);
  std::ranges::stable_partition(names, [](const auto& name) { return name == "learning_rate"; });
  names.resize(std::min<std::size_t>(names.size(), 2));
  return names;
}

std::string panel(const statistics::TunedOptimizer& o, std::size_t number) {
  const auto names = numbers(o);
  std::vector<const statistics::TunedPoint*> trials;
  std::vector<std::vector<double>> bad(2);
  for (const auto& trial : o.trials)
    if (std::isfinite(trial.score)) {
      trials.push_back(&trial);
    } else {
      bad[0].push_back(trial.values.at(names[0]));
      bad[1].push_back(trial.values.at(names[1]));
    }
  std::ranges::stable_sort(trials, std::greater(), &statistics::TunedPoint::score);  // the best on top
  std::vector<std::vector<double>> data(3);
  for (std::size_t i = 0; i < trials.size(); ++i) {
    data[0].push_back(trials[i]->values.at(names[0]));
    data[1].push_back(trials[i]->values.at(names[1]));
    data[2].push_back(static_cast<double>(i) / std::max(1.0, static_cast<double>(trials.size() - 1)));
  }
  auto all_x = data[0], all_y = data[1];
  all_x.insert(all_x.end(), bad[0].begin(), bad[0].end());
  all_y.insert(all_y.end(), bad[1].begin(), bad[1].end());
  const Axis x = stretched(log_axis_for(all_x)), y = axis_for(all_y);
  std::vector<std::string> plots;
  if (!trials.empty())
    plots.push_back(fmt::format("$heat{} using 1:2:3 with points pt 7 ps 0.9 palette notitle", number));
  if (!bad[0].empty())
    plots.push_back(fmt::format("$bad{} using 1:2 with points pt 2 ps 0.7 lc rgb '#222222' notitle", number));
  return fmt::format("unset logscale\nset xtics auto\nset ytics auto\nset title {}\nset xlabel {}\nset ylabel {}\n",
                     gnuplot_string(o.label, 30), gnuplot_string(names[0], 24), gnuplot_string(names[1], 24)) +
         commands(x, "x") + commands(y, "y") + data_block(fmt::format("heat{}", number), data) +
         data_block(fmt::format("bad{}", number), bad) + fmt::format("plot {}\n", fmt::join(plots, ", \\\n     "));
}

}  // namespace

bool has_heat(const statistics::ProblemTuning& tuning) {
  return std::ranges::any_of(tuning.optimizers, [](const auto& o) { return numbers(o).size() == 2; });
}

std::string heat_script(const statistics::ProblemTuning& tuning) {
  std::vector<const statistics::TunedOptimizer*> shown;
  for (const auto& o : tuning.optimizers)
    if (numbers(o).size() == 2 && shown.size() < max_panels) shown.push_back(&o);
  const auto wide = std::min(shown.size(), map_columns), high = (shown.size() + map_columns - 1) / map_columns;
  std::string text = frame(static_cast<int>(wide) * map_width, static_cast<int>(high) * map_height, "", "", "") +
                     fmt::format(
                         "set palette defined (0 '#d9d9d9', 0.5 '#6baed6', 0.8 '#2171b5', 1 '#08306b')\n"
                         "set cbrange [0:1]\nunset colorbox\nset lmargin 10\nset rmargin 2\nset tics font ',10'\n"
                         "set multiplot layout {},{}\n",
                         high, wide);
  for (std::size_t i = 0; i < shown.size(); ++i) text += panel(*shown[i], i);
  return text + "unset multiplot\n";
}

}  // namespace slalom::charts
