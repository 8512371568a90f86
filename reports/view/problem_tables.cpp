#include "view/problem_tables.hpp"

#include "statistics/numbers.hpp"
#include "statistics/score_text.hpp"
#include "statistics/sentences.hpp"
#include "view/cells.hpp"
#include "view/target_columns.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>

namespace slalom::view {

namespace {

std::string quartiles(const statistics::Quartiles& s, const statistics::RunCounts& runs) {
  if (s.count == 0) return "–";
  const auto lower = result(s.lower, runs);
  return s.lower == s.upper ? lower : fmt::format("{} … {}", lower, result(s.upper, runs));
}

/// "148", or "148 (7 of 10)", or "never".
std::string time_to_target(const statistics::Quartiles& needed, const statistics::TimeToTarget& a,
                           statistics::Notation notation) {
  if (a.runs == 0) return "–";
  if (a.reached == 0) return "never";
  const auto median = statistics::in_notation(needed.median, notation, 4);
  return a.reached == a.runs ? median : fmt::format("{} ({} of {})", median, a.reached, a.runs);
}

/// A column of arrivals: of each optimizer the one that `select` gives, or null.
template <class Select>
std::vector<Cell> times_to_targets(const statistics::ProblemComparison& p,
                                   statistics::Quartiles statistics::TimeToTarget::*unit, Select select) {
  std::vector<double> medians;
  for (const auto& o : p.optimizers)
    if (const statistics::TimeToTarget* a = select(o)) medians.push_back((a->*unit).median);
  const auto notation = statistics::notation_for(medians);
  std::vector<Cell> cells;
  for (const auto& o : p.optimizers) {
    const statistics::TimeToTarget* a = select(o);
    cells.emplace_back(a == nullptr ? "–" : time_to_target(a->*unit, *a, notation));
  }
  return cells;
}

template <class Condition>
bool any(const statistics::ProblemComparison& p, Condition condition) {
  return std::any_of(p.optimizers.begin(), p.optimizers.end(), condition);
}

std::string capital(std::string text) {
  text.front() = static_cast<char>(std::toupper(static_cast<unsigned char>(text.front())));
  return text;
}

std::string seeds(const std::vector<std::uint64_t>& all) {
  constexpr std::size_t most = 12;
  const auto shown = std::min(most, all.size());
  auto text = fmt::format("{}", fmt::join(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(shown), ", "));
  return shown < all.size() ? text + fmt::format(" and {} more", all.size() - shown) : text;
}

Cell settings(const Json& all) { return {settings_in_words(all), Look::code}; }

Table target_table(const statistics::ProblemComparison& p, statistics::Quartiles statistics::TimeToTarget::*unit) {
  return table_of_targets(p, [&](std::size_t t) {
    return times_to_targets(p, unit, [t](const auto& o) { return t < o.targets.size() ? &o.targets[t] : nullptr; });
  });
}

}  // namespace

Table results_table(const statistics::ProblemComparison& p) {
  const bool stop = p.score == statistics::Score::stop;
  const bool spreads = !p.deterministic && p.seeds.size() > 1;
  const bool diverged = p.runs.diverged > 0, failed = p.runs.failed > 0;
  const bool skipped = p.runs.skipped > 0, missing = p.runs.missing > 0;
  const auto measure = statistics::in_words(p.measures.front());

  std::vector<Column> columns{{"Rank"}, {"Optimizer", Kind::label}};
  if (stop) columns.push_back({capital(statistics::score_title(p)) + (spreads ? ", median" : "")});
  columns.push_back({fmt::format("Final {}{}", measure, spreads ? ", median" : "")});
  if (spreads) columns.insert(columns.end(), {{"95 % interval", Kind::range}, {"25–75 %", Kind::range}, {"Best run"}});
  if (diverged) columns.push_back({"Diverged"});
  if (failed) columns.push_back({"Failed"});
  if (skipped) columns.push_back({"Skipped"});
  if (missing) columns.push_back({"Missing"});

  Table table(columns);
  for (const auto& o : p.optimizers) {
    // Ranks go by the score, which counts failed runs too.
    const auto& final = stop ? o.measures.front().final : o.score;
    std::vector<Cell> cells{rank(o.rank), name(o)};
    if (stop) cells.push_back(statistics::score_text(p, o, 4));
    cells.push_back(stop ? result(final.median, o.runs) : statistics::score_text(p, o, 4));
    const auto& interval = stop ? o.measures.front().median_interval : o.score_interval;
    if (spreads)
      cells.insert(cells.end(),
                   {range(interval.low, interval.high), quartiles(final, o.runs), result(final.best, o.runs)});
    if (diverged) cells.push_back(fmt::format("{} of {}", o.runs.diverged, o.runs.planned));
    if (failed) cells.push_back(fmt::format("{} of {}", o.runs.failed, o.runs.planned));
    if (skipped) cells.push_back(fmt::format("{} of {}", o.runs.skipped, o.runs.planned));
    if (missing) cells.push_back(fmt::format("{} of {}", o.runs.missing, o.runs.planned));
    table.add(cells);
  }
  return table;
}

TargetTables target_tables(const statistics::ProblemComparison& p) {
  if (p.targets.empty()) return {};
  TargetTables tables{.steps = target_table(p, &statistics::TimeToTarget::steps), .evaluations = {}, .epochs = {}};
  const auto some_target = [&](auto condition) {
    return any(p, [&](const auto& o) { return std::any_of(o.targets.begin(), o.targets.end(), condition); });
  };
  if (some_target(
          [](const statistics::TimeToTarget& a) { return a.reached > 0 && a.evaluations.median != a.steps.median; }))
    tables.evaluations = target_table(p, &statistics::TimeToTarget::evaluations);
  if (any(p, [](const auto& o) { return !o.measures.front().by_epochs.x.empty(); }))
    tables.epochs = target_table(p, &statistics::TimeToTarget::epochs);
  return tables;
}

Table minima_table(const statistics::ProblemComparison& p) {
  if (p.minimizers.size() < 2 || p.dimension > 3) return {};
  std::vector<Column> columns{{"Optimizer", Kind::label}};
  for (const auto& w : p.minimizers) {
    std::vector<std::string> numbers;
    for (double x : w) numbers.push_back(statistics::short_number(x, 3));
    columns.push_back({fmt::format("nearest ({})", fmt::join(numbers, ", "))});
  }
  columns.push_back({"Distance to it, median"});
  Table table(columns);
  for (const auto& o : p.optimizers) {
    std::vector<Cell> cells{name(o)};
    for (const auto count : o.minima) cells.push_back(fmt::format("{} of {}", count, o.measures.front().final.count));
    cells.push_back(number(o.distance.median));
    table.add(cells);
  }
  return table;
}

Table metrics_table(const statistics::ProblemComparison& p) {
  if (p.measures.size() < 2) return {};
  std::vector<Column> columns{{"Optimizer", Kind::label}};
  for (const auto& m : p.measures) {
    columns.push_back({capital(statistics::in_words(m))});
    columns.push_back({"Rank"});
  }
  Table table(columns);
  for (const auto& o : p.optimizers) {
    std::vector<Cell> cells{o.label};
    for (const auto& m : o.measures) {
      cells.push_back(result(m.ranked_median, o.runs));
      cells.push_back(rank(m.rank));
    }
    table.add(cells);
  }
  return table;
}

Table variance_table(const statistics::ProblemComparison& p) {
  Table table({{"Batch", Kind::text}, {"Measured"}, {"Theory"}, {"Largest deviation of a run"}});
  for (const auto& row : p.variance)
    table.add({row.batch, number(row.measured), number(row.theory),
               fmt::format("{} %", statistics::short_number(100 * row.largest_deviation, 2))});
  return table;
}

Table rates_table(const statistics::ProblemComparison& p) {
  const auto measure = statistics::in_words(p.measures.front());
  Table table({{"Optimizer", Kind::label},
               {"Learning rate"},
               {fmt::format("Final {}, median", measure)},
               {"25–75 %", Kind::range},
               {"Diverged"},
               {"Failed"}});
  for (const auto& curve : p.rate_curves)
    for (const auto& point : curve.points) {
      const auto& runs = std::ranges::find(p.optimizers, point.optimizer, &statistics::OptimizerResult::label)->runs;
      table.add({curve.name, number(point.learning_rate), result(point.final.median, runs),
                 quartiles(point.final, runs), fmt::format("{} of {}", runs.diverged, runs.planned),
                 fmt::format("{} of {}", runs.failed, runs.planned)});
    }
  return table;
}

Table settings_table(const statistics::ProblemComparison& p) {
  Table table({{"Name", Kind::label},
               {"Optimizer", Kind::text},
               {"Learning rate", Kind::text},
               {"Batch", Kind::text},
               {"Budget", Kind::text},
               {"Precision", Kind::text},
               {"Settings", Kind::text}});
  for (const auto& o : p.optimizers) {
    std::string rate = number(o.learning_rate);
    if (!o.schedule.empty() && o.schedule != "constant") rate += ", " + o.schedule;
    table.add({o.label, o.optimizer, rate, o.batch, o.budget, o.precision, settings(o.settings)});
  }
  return table;
}

Table incidents_table(const statistics::ProblemComparison& p) {
  Table table({{"Optimizer", Kind::label},
               {"Status", Kind::text},
               {"Reason, of the first", Kind::text},
               {"Seeds", Kind::text},
               {"Run, of the first", Kind::text}});
  for (const auto& i : p.failure_groups)
    table.add({i.optimizer, i.status, i.reason, seeds(i.seeds), {i.run.substr(0, 12), Look::code}});
  return table;
}

}  // namespace slalom::view
