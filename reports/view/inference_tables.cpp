#include "view/inference_tables.hpp"

#include "statistics/numbers.hpp"
#include "statistics/sentences.hpp"
#include "view/cells.hpp"
#include "view/table.hpp"
#include "view/target_columns.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace slalom::view {

namespace {

std::string p_value(double p, bool exact) {
  if (std::isnan(p)) return "–";
  if (exact) return p == 0 ? "exact" : "equal";
  return statistics::short_number(p, 2);
}

std::string percent(double share) { return std::isnan(share) ? "–" : fmt::format("{:.0f} %", 100 * share); }

/// Of 10,000 draws no more than two digits are sure.
std::string in_words(const statistics::Posterior& p) {
  return std::isnan(p.better) ? "–" : fmt::format("{:.2f} / {:.2f} / {:.2f}", p.better, p.equivalent, p.worse);
}

/// Times scatter: one or a few runs give no more than a digit.
std::string microseconds(const statistics::Quartiles& seconds) {
  constexpr std::size_t several = 5;
  const bool few = seconds.count < several;
  const auto text = statistics::short_number(std::stod(fmt::format("{:.{}g}", 1e6 * seconds.median, few ? 1 : 2)), 2);
  return few && seconds.count > 0 ? "≈ " + text : text;
}

bool any_reached(const statistics::ProblemComparison& p) {
  return std::any_of(p.optimizers.begin(), p.optimizers.end(), [](const auto& o) {
    return std::any_of(o.targets.begin(), o.targets.end(), [](const auto& a) { return a.reached > 0; });
  });
}

Table expected_table(const statistics::ProblemComparison& p, statistics::Estimate statistics::ExpectedTime::*unit) {
  if (!any_reached(p)) return {};
  return table_of_targets(p, [&](std::size_t t) {
    std::vector<statistics::Estimate> column;  // unknown where there are no runs
    for (const auto& o : p.optimizers)
      column.push_back(t < o.targets.size() && o.targets[t].runs > 0 ? o.targets[t].expected.*unit
                                                                     : statistics::Estimate());
    return with_intervals(column);
  });
}

}  // namespace

Table against_best_table(const statistics::ProblemComparison& p) {
  const auto compared = std::any_of(p.optimizers.begin(), p.optimizers.end(),
                                    [](const auto& o) { return !std::isnan(o.against_best.p); });
  if (!compared) return {};
  const bool stop = p.score == statistics::Score::stop;
  Table table({{"Against the first", Kind::label},
               {stop ? "Cost relative to the first's" : "Loss relative to the first's"},
               {"p"},
               {"Effect"},
               {"First is better"},
               {"P: better / equivalent / worse"},
               {fmt::format("Significant (level {})", statistics::short_number(p.alpha))},
               {"Seeds needed"}});
  for (const auto& o : p.optimizers) {
    const auto& t = o.against_best;
    if (std::isnan(t.p)) continue;
    table.add({o.label, with_interval(t.ratio), p_value(t.p, t.exact), fmt::format("{:+.2f}", t.effect),
               percent(t.probability), in_words(o.posterior),
               t.significant  ? "yes"
               : t.equivalent ? "no: equivalent"
                              : "no",
               o.seeds_needed > 0 ? "≈ " + statistics::short_number(static_cast<double>(o.seeds_needed), 2) : "–"});
  }
  return table;
}

Table baseline_table(const statistics::ProblemComparison& p) {
  const auto& baseline = p.baseline;
  const bool stop = p.score == statistics::Score::stop;
  Table table({{fmt::format("Against {}", baseline.label), Kind::label},
               {stop ? "Its cost, times the baseline's" : "Its loss, times the baseline's"},
               {"p"},
               {"Seeds won"},
               {"tied"},
               {"lost"},
               {"P: better / equivalent / worse"},
               {fmt::format("At level {}", statistics::short_number(p.alpha)), Kind::text}});
  for (const auto& row : baseline.rows)
    table.add({row.label, with_interval(row.ratio), p_value(row.p, row.exact), std::to_string(row.wins),
               std::to_string(row.ties), std::to_string(row.losses), in_words(row.posterior),
               statistics::in_words(row.verdict)});
  return table;
}

Table baseline_summary_table(const statistics::BaselineSummary& baseline) {
  Table table({{fmt::format("Against {}", baseline.label), Kind::label},
               {"Wins"},
               {"Ties"},
               {"Losses"},
               {"Ratio, median over problems"}});
  for (const auto& row : baseline.rows)
    table.add({row.label, std::to_string(row.wins), std::to_string(row.ties), std::to_string(row.losses),
               statistics::short_number(row.ratio, 3)});
  return table;
}

Table pairs_table(const statistics::ProblemComparison& p) {
  const auto& pairs = p.pairs;
  if (pairs.labels.size() < 3) return {};  // two are compared by the table against the first
  std::vector<Column> columns{{"", Kind::label}};
  for (const auto& label : pairs.labels) columns.push_back({label});
  Table table(columns);
  for (std::size_t i = 0; i < pairs.labels.size(); ++i) {
    std::vector<Cell> cells{pairs.labels[i]};
    for (std::size_t k = 0; k < pairs.labels.size(); ++k)
      cells.push_back(i == k ? Cell("")
                             : Cell(statistics::short_number(pairs.ratio[i][k], 3),
                                    "p " + p_value(pairs.p[i][k], pairs.exact[i][k])));
    table.add(cells);
  }
  return table;
}

Table expected_evaluations_table(const statistics::ProblemComparison& p) {
  return expected_table(p, &statistics::ExpectedTime::evaluations);
}
Table expected_seconds_table(const statistics::ProblemComparison& p) {
  const bool timed =
      std::any_of(p.optimizers.begin(), p.optimizers.end(), [](const auto& o) { return o.seconds_per_step.worst > 0; });
  return timed ? expected_table(p, &statistics::ExpectedTime::cpu_seconds) : Table();
}

Table location_table(const statistics::ProblemComparison& p) {
  if (p.deterministic || p.seeds.size() < 3) return {};
  Table table({{"Optimizer", Kind::label},
               {"Measure", Kind::text},
               {"Interquartile mean at the end"},
               {"Median of each run's best"}});
  for (const auto& o : p.optimizers)
    for (std::size_t m = 0; m < p.measures.size(); ++m)
      if (o.measures[m].final.count > 0)
        table.add({o.label, statistics::in_words(p.measures[m]), with_interval(o.measures[m].interquartile_mean),
                   with_interval(o.measures[m].best)});
  return table;
}

Table robustness_table(const statistics::ProblemComparison& p) {
  Table table({{"Optimizer", Kind::label},
               {"Diverged"},
               {"Failed"},
               {"Interquartile range over seeds, decades"},
               {"µs per step, median"},
               {"of which its own"},
               {"Bytes per parameter"}});
  for (const auto& o : p.optimizers)
    table.add({o.label, fmt::format("{} of {}", o.runs.diverged, o.runs.planned),
               fmt::format("{} of {}", o.runs.failed, o.runs.planned), statistics::short_number(o.seed_decades, 2),
               microseconds(o.seconds_per_step), percent(o.optimizer_share.median),
               statistics::short_number(o.bytes_per_parameter.median, 3)});
  return table;
}

Table anytime_table(const statistics::ProblemComparison& p) {
  if (std::ranges::all_of(p.optimizers, [](const auto& o) { return std::isnan(o.anytime.value); })) return {};
  Table table({{"Optimizer", Kind::label}, {"Area over the convergence curve, 0 to 1"}});
  for (const auto& o : p.optimizers) table.add({o.label, with_interval(o.anytime)});
  return table;
}

Table generalization_table(const statistics::ProblemComparison& p) {
  Table table({{"Optimizer", Kind::label},
               {"Test minus training loss"},
               {"25–75 %", Kind::range},
               {"Lowest test loss"},
               {"in epoch"}});
  for (const auto& o : p.optimizers) {
    const auto& g = o.generalization;
    if (!g.train.empty())
      table.add({o.label, number(g.gap.median), range(g.gap.lower, g.gap.upper), number(g.best_test.median),
                 number(g.best_epoch.median)});
  }
  return table;
}

Table good_rates_table(const statistics::ProblemComparison& p) {
  Table table({{"Optimizer", Kind::label}, {"Good learning rates"}, {"Width, decades"}});
  for (const auto& c : p.rate_curves)
    table.add({c.name, range(c.acceptable_min, c.acceptable_max),
               statistics::short_number(std::log10(c.acceptable_max / c.acceptable_min), 2)});
  return table;
}

Table incomplete_ranking_table(const statistics::IncompleteRanking& ranking) {
  Table table({{"Optimizer", Kind::label}, {"Mean rank"}, {"Compared on"}});
  for (const auto& o : ranking.optimizers)
    table.add(
        {o.label, statistics::short_number(o.mean_rank, 3), fmt::format("{} of {}", o.functions, ranking.functions)});
  return table;
}

Table ranking_table(const statistics::Ranking& ranking) {
  Table table({{"Optimizer", Kind::label}, {"Mean rank"}, {"Significantly best on"}, {"Speed score, 0 to 1"}});
  for (const auto& o : ranking.optimizers)
    table.add({o.label, statistics::short_number(o.mean_rank, 3), fmt::format("{} of {}", o.wins, ranking.problems),
               with_interval(o.score)});
  return table;
}

}  // namespace slalom::view
