#include "markdown/problem_tables.hpp"

#include "charts/charts.hpp"
#include "markdown/cells.hpp"
#include "markdown/escape.hpp"
#include "markdown/table.hpp"
#include "markdown/target_columns.hpp"
#include "statistics/numbers.hpp"
#include "statistics/score_text.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>

namespace slalom::report {

namespace {

std::string quartiles(const Spread& s) {
  if (s.count == 0) return "–";
  return s.lower == s.upper ? result(s.lower) : fmt::format("{} … {}", result(s.lower), result(s.upper));
}

/// "148", or "148 (7 of 10)", or "never".
std::string arrival(const Spread& needed, const Arrival& a, Notation notation) {
  if (a.runs == 0) return "–";
  if (a.reached == 0) return "never";
  const auto median = in_notation(needed.median, notation, 4);
  return a.reached == a.runs ? median : fmt::format("{} ({} of {})", median, a.reached, a.runs);
}

/// A column of arrivals: of each optimizer the one that `select` gives, or null.
template <class Select>
std::vector<std::string> arrivals(const ProblemComparison& p, Spread Arrival::*unit, Select select) {
  std::vector<double> medians;
  for (const auto& o : p.optimizers)
    if (const Arrival* a = select(o)) medians.push_back((a->*unit).median);
  const auto notation = notation_for(medians);
  std::vector<std::string> cells;
  for (const auto& o : p.optimizers) {
    const Arrival* a = select(o);
    cells.push_back(a == nullptr ? "–" : arrival(a->*unit, *a, notation));
  }
  return cells;
}

template <class Condition>
bool any(const ProblemComparison& p, Condition condition) {
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

std::string settings(const Json& all) {
  std::vector<std::string> parts;
  for (const auto& [key, value] : all.items())
    parts.push_back(code_span(fmt::format("{}: {}", key, value.is_string() ? value.get<std::string>() : value.dump())));
  return fmt::format("{}", fmt::join(parts, " "));
}

std::string target_table(const ProblemComparison& p, Spread Arrival::*unit) {
  return table_of_targets(p, [&](std::size_t t) {
    return arrivals(p, unit, [t](const auto& o) { return t < o.targets.size() ? &o.targets[t] : nullptr; });
  });
}

}  // namespace

std::string results_table(const ProblemComparison& p) {
  const bool stop = p.score == Score::stop;
  const bool spreads = !p.deterministic && p.seeds.size() > 1;
  const bool diverged = p.runs.diverged > 0, failed = p.runs.failed > 0;
  const bool skipped = p.runs.skipped > 0, missing = p.runs.missing > 0;
  const auto measure = title_of(p.measures.front());

  std::vector<Column> columns{{"Rank"}, {"Optimizer", false}};
  if (stop) columns.push_back({capital(score_title(p)) + (spreads ? ", median" : "")});
  columns.push_back({fmt::format("Final {}{}", measure, spreads ? ", median" : "")});
  if (spreads) columns.insert(columns.end(), {{"95 % interval"}, {"25–75 %"}, {"Best run"}});
  if (diverged) columns.push_back({"Diverged"});
  if (failed) columns.push_back({"Failed"});
  if (skipped) columns.push_back({"Skipped"});
  if (missing) columns.push_back({"Missing"});

  Table table(columns);
  for (const auto& o : p.optimizers) {
    // Ranks go by the score, which counts failed runs too.
    const auto& final = stop ? o.measures.front().final : o.score;
    std::vector<std::string> cells{rank(o.rank), name(o)};
    if (stop) cells.push_back(score_text(p, o, 4));
    cells.push_back(stop ? result(final.median) : score_text(p, o, 4));
    const auto& interval = stop ? o.measures.front().median_interval : o.score_interval;
    if (spreads) cells.insert(cells.end(), {range(interval.low, interval.high), quartiles(final), result(final.best)});
    if (diverged) cells.push_back(fmt::format("{} of {}", o.runs.diverged, o.runs.planned));
    if (failed) cells.push_back(fmt::format("{} of {}", o.runs.failed, o.runs.planned));
    if (skipped) cells.push_back(fmt::format("{} of {}", o.runs.skipped, o.runs.planned));
    if (missing) cells.push_back(fmt::format("{} of {}", o.runs.missing, o.runs.planned));
    table.add(cells);
  }
  return table.text();
}

TargetTables target_tables(const ProblemComparison& p) {
  if (p.targets.empty()) return {};
  TargetTables tables{.steps = target_table(p, &Arrival::steps), .evaluations = "", .epochs = ""};
  const auto some_target = [&](auto condition) {
    return any(p, [&](const auto& o) { return std::any_of(o.targets.begin(), o.targets.end(), condition); });
  };
  if (some_target([](const Arrival& a) { return a.reached > 0 && a.evaluations.median != a.steps.median; }))
    tables.evaluations = target_table(p, &Arrival::evaluations);
  if (any(p, [](const auto& o) { return !o.measures.front().by_epochs.x.empty(); }))
    tables.epochs = target_table(p, &Arrival::epochs);
  return tables;
}

std::string minima_table(const ProblemComparison& p) {
  if (p.minimizers.size() < 2 || p.dimension > 3) return "";
  std::vector<Column> columns{{"Optimizer", false}};
  for (const auto& w : p.minimizers) {
    std::vector<std::string> numbers;
    for (double x : w) numbers.push_back(short_number(x, 3));
    columns.push_back({fmt::format("nearest ({})", fmt::join(numbers, ", "))});
  }
  columns.push_back({"Distance to it, median"});
  Table table(columns);
  for (const auto& o : p.optimizers) {
    std::vector<std::string> cells{name(o)};
    for (const auto count : o.minima) cells.push_back(fmt::format("{} of {}", count, o.measures.front().final.count));
    cells.push_back(number(o.distance.median));
    table.add(cells);
  }
  return table.text();
}

std::string metrics_table(const ProblemComparison& p) {
  if (p.measures.size() < 2) return "";
  std::vector<Column> columns{{"Optimizer", false}};
  for (const auto& m : p.measures) {
    columns.push_back({capital(title_of(m))});
    columns.push_back({"Rank"});
  }
  Table table(columns);
  for (const auto& o : p.optimizers) {
    std::vector<std::string> cells{markdown(o.label)};
    for (const auto& m : o.measures) {
      cells.push_back(result(m.final.median));
      cells.push_back(rank(m.rank));
    }
    table.add(cells);
  }
  return table.text();
}

std::string variance_table(const ProblemComparison& p) {
  Table table({{"Batch", false}, {"Measured"}, {"Theory"}, {"Largest deviation of a run"}});
  for (const auto& row : p.variance)
    table.add({markdown(row.batch), number(row.measured), number(row.theory),
               fmt::format("{} %", short_number(100 * row.largest_deviation, 2))});
  return table.text();
}

std::string rates_table(const ProblemComparison& p) {
  const auto measure = title_of(p.measures.front());
  Table table(
      {{"Optimizer", false}, {"Learning rate"}, {fmt::format("Final {}, median", measure)}, {"25–75 %"}, {"Diverged"}});
  for (const auto& curve : p.rate_curves)
    for (const auto& point : curve.points)
      table.add({markdown(curve.name), number(point.learning_rate), result(point.final.median), quartiles(point.final),
                 fmt::format("{} of {}", point.diverged, point.runs)});
  return table.text();
}

std::string settings_table(const ProblemComparison& p) {
  Table table({{"Name", false},
               {"Optimizer", false},
               {"Learning rate", false},
               {"Batch", false},
               {"Budget", false},
               {"Precision", false},
               {"Settings", false}});
  for (const auto& o : p.optimizers) {
    std::string rate = number(o.learning_rate);
    if (!o.schedule.empty() && o.schedule != "constant") rate += ", " + markdown(o.schedule);
    table.add({markdown(o.label), markdown(o.optimizer), rate, o.batch, o.budget, o.precision, settings(o.settings)});
  }
  return table.text();
}

std::string incidents_table(const ProblemComparison& p) {
  Table table({{"Optimizer", false},
               {"Status", false},
               {"Reason, of the first", false},
               {"Seeds", false},
               {"Run, of the first", false}});
  for (const auto& i : p.incidents)
    table.add({markdown(i.optimizer), i.status, markdown(i.reason), seeds(i.seeds), code_span(i.run.substr(0, 12))});
  return table.text();
}

}  // namespace slalom::report
