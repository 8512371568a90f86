#include "charts/race.hpp"

#include "charts/contour_chart.hpp"
#include "charts/script.hpp"
#include "statistics/numbers.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <set>
#include <vector>

namespace slalom::charts {

namespace {

constexpr int hundredths_per_frame = 8;
constexpr std::size_t frames_at_the_end = 20;

/// Steps at which any of the trajectories has a point, thinned.
std::vector<double> steps_shown(const statistics::ProblemComparison& problem) {
  std::set<double> steps;
  for (const auto& o : problem.optimizers) steps.insert(o.trajectory.steps.begin(), o.trajectory.steps.end());
  const std::vector<double> all(steps.begin(), steps.end());
  const auto kept = std::min(race_frames, all.size());
  std::vector<double> shown;
  for (std::size_t i = 0; i < kept; ++i) shown.push_back(all[kept == 1 ? 0 : i * (all.size() - 1) / (kept - 1)]);
  return shown;
}

/// The last point of the trajectory until this step; it has one at step 0.
std::size_t last_until(const statistics::Trajectory& t, double step) {
  const auto after = std::ranges::upper_bound(t.steps, step);
  return after == t.steps.begin() ? 0 : static_cast<std::size_t>(after - t.steps.begin()) - 1;
}

std::string frame_at(const statistics::ProblemComparison& problem, double step) {
  std::vector<std::string> plots{contour_lines}, heads;
  for (std::size_t i = 0; i < problem.optimizers.size(); ++i) {
    const auto& o = problem.optimizers[i];
    if (o.trajectory.x.empty()) continue;
    const auto last = last_until(o.trajectory, step);
    const auto style = line_style(o.style, 2);
    plots.push_back(fmt::format("$way{} using 1:2 every ::0::{} with lines {} title {}", i, last, style,
                                gnuplot_string(legend(problem, o), 36)));
    heads.push_back(
        fmt::format("$way{} using 1:2 every ::{}::{} with points pt 7 ps 1.4 {} notitle", i, last, last, style));
  }
  plots.insert(plots.end(), heads.begin(), heads.end());
  plots.push_back(contour_marks(problem));
  return fmt::format("set title {}\nplot {}\n",
                     gnuplot_string(fmt::format("{}, step {}", problem.label, statistics::short_number(step, 7)), 90),
                     fmt::join(plots, ", \\\n     "));
}

}  // namespace

std::string race_script(const statistics::ProblemComparison& problem) {
  auto text = frame(760, 560, problem.label, "w₁", "w₂") + contour_data(problem);
  for (std::size_t i = 0; i < problem.optimizers.size(); ++i)
    if (const auto& t = problem.optimizers[i].trajectory; !t.x.empty())
      text += data_block(fmt::format("way{}", i), {t.x, t.y});
  text += fmt::format(
      "set terminal gif animate delay {} loop 0 size 760,560 noenhanced font 'DejaVuSans,11' "
      "background rgb 'white'\n",
      hundredths_per_frame);
  const auto steps = steps_shown(problem);
  for (const double step : steps) text += frame_at(problem, step);
  for (std::size_t i = 0; i < frames_at_the_end && !steps.empty(); ++i) text += frame_at(problem, steps.back());
  return text + "unset output\n";
}

}  // namespace slalom::charts
