#include "charts/charts.hpp"

#include "charts/attainment_chart.hpp"
#include "charts/contour_chart.hpp"
#include "charts/heat_chart.hpp"
#include "charts/line_chart.hpp"
#include "charts/multiples_chart.hpp"
#include "charts/rank_chart.hpp"
#include "charts/rate_chart.hpp"
#include "charts/scatter_chart.hpp"
#include "charts/step_function_chart.hpp"
#include "charts/trials_chart.hpp"
#include "statistics/cost.hpp"
#include "statistics/numbers.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace slalom::charts {

namespace {

/// "adam (148)", "adam (148, 7 of 10)", "adam (–)": steps until `stop`, in the median of the runs that reached it.
std::string legend_over_seeds(const statistics::ProblemComparison& p, const statistics::OptimizerResult& o) {
  if (p.stop.empty()) return o.label;
  if (o.stop.reached == 0) return o.label + " (–)";
  const auto steps = statistics::short_number(o.stop.steps.median);
  if (o.stop.reached == o.stop.runs) return fmt::format("{} ({})", o.label, steps);
  return fmt::format("{} ({}, {} of {})", o.label, steps, o.stop.reached, o.stop.runs);
}

std::string over_seeds(const statistics::ProblemComparison& p) {
  if (p.deterministic) return "All seeds gave the same.";
  if (p.seeds.size() == 1) return fmt::format("Seed {}.", p.seeds.front());
  return fmt::format("Medians over {} seeds; the bands hold the middle half of them.", p.seeds.size());
}

template <class Select>
std::vector<Line> lines_of(const statistics::ProblemComparison& p, Select select) {
  std::vector<Line> lines;
  for (const auto& o : p.optimizers)
    if (const statistics::Curve& curve = select(o); !curve.x.empty())
      lines.push_back({legend_over_seeds(p, o), o.style, &curve});
  return lines;
}

class ChartList {
 public:
  ChartList(const statistics::ProblemComparison& p, std::string prefix) : p_(p), prefix_(std::move(prefix)) {}

  void add(const std::string& name, std::string script, std::string caption) {
    pictures_.push_back({{fmt::format("{}-{}.svg", prefix_, name), std::move(script)}, std::move(caption)});
  }
  template <class Select>
  void add_lines(const std::string& name, const std::string& x, const std::string& y, Select select, double floor = 0) {
    auto lines = lines_of(p_, select);
    if (lines.empty()) return;
    const LineChart chart{
        .title = p_.label, .x = x, .y = y, .log_x = p_.log_steps, .floor = floor, .lines = std::move(lines)};
    std::string caption = fmt::format("{} against {}s. {}", y, x, over_seeds(p_));
    caption.front() = static_cast<char>(std::toupper(static_cast<unsigned char>(caption.front())));
    if (!p_.stop.empty()) caption += fmt::format(" In brackets: steps until {}.", p_.stop);
    add(name, script(chart), caption);
  }
  std::vector<Picture> take() { return std::move(pictures_); }

 private:
  const statistics::ProblemComparison& p_;
  std::string prefix_;
  std::vector<Picture> pictures_;
};

void add_tuning(const statistics::ProblemComparison& p, ChartList& all) {
  std::vector<Line> lines;
  for (const auto& o : p.tuning.optimizers)
    if (!o.expected.x.empty()) lines.push_back({o.label, o.style, &o.expected});
  if (!lines.empty())
    all.add(
        "tuning",
        script(LineChart{
            .title = p.label, .x = "trials", .y = "expected " + p.tuning.on, .log_x = true, .lines = std::move(lines)}),
        fmt::format("What the best of so many trials may be expected to give: {}, with 95 % bands by bootstrap over "
                    "trials.",
                    p.tuning.on));
  if (has_trial_rates(p.tuning))
    all.add("trials", trials_script(p.tuning, p.label),
            fmt::format("Trials: {} against learning rate, a point a trial.", p.tuning.on));
  if (has_heat(p.tuning))
    all.add(
        "heat", heat_script(p.tuning),
        fmt::format(
            "Trials over two of the searched settings: the darker, the better the {}; crosses mark diverged trials.",
            p.tuning.on));
}

}  // namespace

std::string title_of(const statistics::Metric& measure) {
  if (measure.name == "gap") return "gap to the known minimum";
  std::string title = measure.name;
  std::replace(title.begin(), title.end(), '_', ' ');
  return title;
}

std::vector<Picture> pictures(const statistics::ProblemComparison& p, const std::string& prefix) {
  ChartList all(p, prefix);
  if (has_contours(p)) {
    const auto seed = std::find_if(p.optimizers.begin(), p.optimizers.end(), [](const auto& o) {
                        return !o.trajectory.x.empty();
                      })->trajectory.seed;
    auto caption = fmt::format("Ways of seed {} over contour lines of the loss.", seed);
    if (!p.stop.empty()) caption += fmt::format(" In brackets: steps until {}.", p.stop);
    all.add("contours", contour_script(p), caption);
  }
  for (std::size_t m = 0; m < p.measures.size(); ++m) {
    const auto number = m == 0 ? std::string("loss") : fmt::format("metric{}", m);
    const auto title = title_of(p.measures[m]);
    const double floor = m == 0 ? p.floor : 0;
    // Where batches differ, test metrics are shown against epochs only, which is the fairer axis.
    const bool by_epochs = std::any_of(p.optimizers.begin(), p.optimizers.end(),
                                       [&](const auto& o) { return !o.measures[m].by_epochs.x.empty(); });
    if (m == 0 || !by_epochs)
      all.add_lines(
          number + "-steps", "step", title,
          [m](const auto& o) -> const statistics::Curve& { return o.measures[m].by_steps; }, floor);
    if (by_epochs)
      all.add_lines(
          number + "-epochs", "epoch", title,
          [m](const auto& o) -> const statistics::Curve& { return o.measures[m].by_epochs; }, floor);
  }
  if (!p.rate_curves.empty())
    all.add("rates", rate_script(p, "final " + title_of(p.measures.front())),
            fmt::format("Final {} against learning rate: medians over seeds, bars from quartile to quartile.",
                        title_of(p.measures.front())));
  std::vector<Stairs> runtimes;
  for (const auto& o : p.optimizers)
    if (!o.speed.scores.empty()) runtimes.push_back({o.label, o.style, &o.speed.runtimes});
  if (runtimes.size() > 1)
    all.add(
        "runtimes",
        script(StairsChart{p.label, statistics::in_words(p.unit), "fraction of runs and targets reached", runtimes}),
        fmt::format("Fraction of (run, target) reached by cost: {} below the start's loss{}.",
                    statistics::counted(p.target_grid.size(), "target"), p.stop.empty() ? "" : ", and the goal"));
  if (const auto& a = p.attainment; a.costs.size() > 1 && a.losses.size() > 1)
    all.add(
        "attainment", attainment_script(p),
        fmt::format("Empirical attainment: the fraction of runs of {} that have reached a loss at a cost, less that of "
                    "{}. Blue: {} is ahead.",
                    a.optimizers[0], a.optimizers[1], a.optimizers[0]));
  if (std::any_of(p.optimizers.begin(), p.optimizers.end(),
                  [](const auto& o) { return !o.generalization.train.empty(); }))
    all.add("generalization", scatter_script(p), "Test against training loss at the end, one point per run.");
  add_tuning(p, all);
  all.add_lines("effective-step", "step", "effective step ‖Δw‖ / ‖g‖",
                [](const auto& o) -> const statistics::Curve& { return o.effective_step; });
  return all.take();
}

std::vector<Picture> pictures(const statistics::Ranking& ranking, const std::string& prefix) {
  if (ranking.optimizers.empty()) return {};
  const auto title = fmt::format("{} problems", ranking.problems);
  std::vector<Picture> all;
  const auto add = [&](const std::string& name, std::string script, std::string caption) {
    all.push_back({{fmt::format("{}-{}.svg", prefix, name), std::move(script)}, std::move(caption)});
  };
  add("ranks", rank_script(ranking, "Mean ranks over " + title),
      "Mean ranks, 1 is best. A bar joins optimizers that are not statistically distinguishable.");
  const auto add_stairs = [&](const std::string& name, const std::string& x, const std::string& y,
                              statistics::StepFunction statistics::MeanRank::*stairs, const std::string& caption) {
    StairsChart chart{title, x, y, {}};
    for (const auto& o : ranking.optimizers) chart.lines.push_back({o.label, o.style, &(o.*stairs)});
    add(name, script(chart), caption);
  };
  const auto& cost = ranking.cost;
  add_stairs("runtimes", cost, "fraction of runs and targets reached", &statistics::MeanRank::runtimes,
             "Fraction of (run, target) reached by cost, the mean over problems.");
  add_stairs(
      "performance", "cost / the cheapest optimizer's", "fraction of targets", &statistics::MeanRank::performance,
      "Performance profile: fraction of (problem, target) reached at a cost of at most so many times the cheapest "
      "optimizer's.");
  add_stairs("data", cost, "fraction of targets", &statistics::MeanRank::data,
             "Data profile: fraction of (problem, target) by expected cost.");
  return all;
}

std::vector<Picture> pictures(const statistics::ExperimentComparison& experiment, const std::string& prefix) {
  auto all = pictures(experiment.ranking, prefix);
  if (has_multiples(experiment))
    all.insert(all.begin(),
               {{prefix + "-problems.svg", multiples_script(experiment)},
                "Loss, or its gap to the known minimum, against steps on every problem; medians over seeds. "
                "The optimizers with the best mean ranks have colors."});
  return all;
}

}  // namespace slalom::charts
