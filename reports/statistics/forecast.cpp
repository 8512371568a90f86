#include "statistics/forecast.hpp"

#include "statistics/compare.hpp"
#include "statistics/moments.hpp"
#include "statistics/numbers.hpp"
#include "statistics/quantile.hpp"
#include "statistics/sentences.hpp"
#include "statistics/significance.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <tuple>

namespace slalom::statistics {

namespace {

/// NaN if no pair tells: fewer than five seeds, or infinite scores.
double scatter_of(const ProblemComparison& p) {
  std::vector<double> all;
  for (const auto& o : p.optimizers) {
    if (o.rank == 0 || &o == &p.optimizers.front()) continue;
    const auto logs = log_ratios(o.scores, p.optimizers.front().scores, p.round_off);
    const bool finite = std::ranges::all_of(logs, [](double v) { return std::isfinite(v); });
    if (logs.size() >= min_for_interval && finite) all.push_back(standard_deviation(logs));
  }
  return quartiles(std::move(all)).median;
}

/// Of each experiment and problem, by their labels.
using Pilots = std::map<std::pair<std::string, std::string>, const ProblemComparison*>;

Pilots pilots_of(const Comparison& stored, const suite::Plan& plan) {
  Pilots pilots;
  for (const auto& e : stored.experiments)
    if (e.suite == clean_text(plan.suite))
      for (const auto& p : e.problems) pilots[{e.name, p.label}] = &p;
  return pilots;
}

}  // namespace

std::vector<Forecast> forecast(const suite::Plan& plan, const std::filesystem::path& results, double alpha) {
  Comparison stored;
  if (exists(results / "results.sqlite")) stored = compare({results}, {.alpha = alpha, .baseline = {}});
  const auto pilots = pilots_of(stored, plan);
  std::map<std::pair<std::size_t, std::size_t>, double> known;
  std::vector<Forecast> all;
  for (const auto& group : group_cases(plan)) {
    if (group.size() < 2) continue;
    const auto& c = plan.cases[group.front()];
    const auto experiment = clean_text(plan.experiments[c.experiment].name);
    Forecast f{.experiment = experiment == clean_text(plan.suite) ? "" : experiment,
               .problem = clean_text(c.problem.label),
               .optimizers = group.size()};
    f.seeds = c.trial ? plan.studies[c.trial->study].reported_seeds.size()
                      : static_cast<std::size_t>(std::ranges::count(plan.runs, group.front(), &suite::Run::case_index));
    const Design design{.optimizers = f.optimizers, .seeds = f.seeds, .alpha = alpha};
    const auto [found, is_new] = known.try_emplace({f.optimizers, f.seeds}, 0);
    if (is_new) found->second = smallest_log_ratio(design, 1, 0);
    f.deviations = found->second;
    const auto& equivalence = plan.experiments[c.experiment].equivalence;
    const auto pilot = pilots.find({experiment, f.problem});
    if (pilot != pilots.end())
      if (const double scatter = scatter_of(*pilot->second); scatter > 0) {
        f.pilot_seeds = pilot->second->ranked_seeds;
        const auto general = equivalence.find("");
        f.ratio = std::exp(
            smallest_log_ratio(design, scatter, general == equivalence.end() ? standard_equivalence : general->second));
      }
    all.push_back(std::move(f));
  }
  return all;
}

std::vector<std::string> in_words(const std::vector<Forecast>& forecasts, double alpha) {
  Sentences say;
  std::set<std::tuple<std::size_t, std::size_t>> said;
  for (const auto& f : forecasts)
    if (std::isfinite(f.deviations) && said.emplace(f.optimizers, f.seeds).second)
      say.push_back(fmt::format(
          "power: of {} with {} the best is shown to be better than each other one (level {}) with a probability of 80 "
          "%, if the logarithms of its results are lower by {} standard deviations of the difference over seeds",
          counted(f.optimizers, "optimizer"), counted(f.seeds, "seed"), short_number(alpha),
          short_number(f.deviations, 2)));
  for (const auto& f : forecasts)
    if (std::isfinite(f.ratio))
      say.push_back(fmt::format("power on {}{}: that is by a factor of {}, as {} stored seeds scatter",
                                f.experiment.empty() ? "" : f.experiment + ", ", f.problem, short_number(f.ratio, 3),
                                f.pilot_seeds));
  return say;
}

std::vector<std::string> warnings_of(const std::vector<Forecast>& forecasts, double alpha) {
  Sentences say;
  std::set<std::string> said;
  for (const auto& f : forecasts)
    if (std::isinf(f.deviations) && said.insert(f.experiment).second)
      say.push_back(fmt::format("{}{} cannot show any difference at level {}: at least {} are needed",
                                f.experiment.empty() ? "" : f.experiment + ": ", counted(f.seeds, "seed"),
                                short_number(alpha), std::max(min_for_interval, least_seeds(1, alpha))));
  return say;
}

}  // namespace slalom::statistics
