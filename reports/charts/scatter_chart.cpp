#include "charts/scatter_chart.hpp"

#include "charts/axis.hpp"
#include "charts/palette.hpp"
#include "charts/script.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace slalom::charts {

std::string scatter_script(const statistics::ProblemComparison& problem) {
  std::vector<double> train, test;
  for (const auto& o : problem.optimizers) {
    train.insert(train.end(), o.generalization.train.begin(), o.generalization.train.end());
    test.insert(test.end(), o.generalization.test.begin(), o.generalization.test.end());
  }
  const Axis x_axis = axis_for(train), y_axis = axis_for(test);
  std::string text = frame(900, legend_height(std::min(problem.optimizers.size(), max_named)), problem.label,
                           "training loss at the end", "test loss at the end") +
                     commands(x_axis, "x") + commands(y_axis, "y");
  std::vector<std::string> plots{"x with lines lc rgb '#bbbbbb' dt (4,4) lw 1 title 'test = training'"};
  for (std::size_t i = 0; i < problem.optimizers.size(); ++i) {
    const auto& o = problem.optimizers[i];
    if (o.generalization.train.empty()) continue;
    auto x = o.generalization.train, y = o.generalization.test;
    for (double& v : x) v = on_axis(x_axis, v);
    for (double& v : y) v = on_axis(y_axis, v);
    text += data_block(fmt::format("runs{}", i), {x, y});
    const bool named = i < max_named;
    plots.push_back(fmt::format("$runs{} using 1:2 with points pt {} ps 0.8 lc rgb '{}' {}", i,
                                5 + 2 * (o.style.dash % 5), named ? color(o.style) : "#cccccc",
                                named ? "title " + gnuplot_string(o.label, 36) : "notitle"));
  }
  return text + fmt::format("plot {}\n", fmt::join(plots, ", \\\n     "));
}

}  // namespace slalom::charts
