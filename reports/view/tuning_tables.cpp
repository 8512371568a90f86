#include "view/tuning_tables.hpp"

#include "statistics/numbers.hpp"
#include "view/cells.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace slalom::view {

namespace {

constexpr std::array<std::size_t, 3> shown_trials{1, 5, 20};

Cell chosen(const statistics::TunedOptimizer& o) {
  if (o.chosen.is_null()) return "not yet: trials are missing";
  if (std::isinf(o.chosen_score)) return "none: no trial came to anything";
  std::string text;
  for (const auto& [name, value] : o.chosen.items())
    text += fmt::format("{}{}: {}", text.empty() ? "" : ", ", name,
                        value.is_number_float() ? statistics::short_number(value) : value.dump());
  return {text, Look::code};
}

/// Without a result it diverged, unless all runs without a result failed.
std::string evaluated(double score, const statistics::TunedOptimizer& o) {
  if (!std::isinf(score)) return number(score);
  return o.failed > 0 && o.diverged == 0 ? "failed" : "diverged";
}

Cell expected(const statistics::TunedOptimizer& o, std::size_t trials) {
  if (trials > o.expected.x.size()) return "–";
  const auto i = trials - 1;
  return with_interval({o.expected.median[i], {o.expected.lower[i], o.expected.upper[i]}});
}

}  // namespace

Table tuning_table(const statistics::ProblemTuning& tuning) {
  std::size_t most = 0;
  for (const auto& o : tuning.optimizers) most = std::max(most, o.expected.x.size());
  std::vector<Column> columns{{"Optimizer", Kind::label}, {"Chosen", Kind::text}, {"Untuned"}};
  for (const auto n : shown_trials)
    if (n <= most) columns.push_back({n == 1 ? "1 trial" : fmt::format("Best of {}", n)});
  columns.push_back({"Chosen trial"});
  columns.push_back({"Diverged"});
  columns.push_back({"Failed"});
  columns.push_back({"Good rates, decades"});
  Table table(columns);
  for (const auto& o : tuning.optimizers) {
    std::vector<Cell> cells{o.label, chosen(o), evaluated(o.untuned, o)};
    for (const auto n : shown_trials)
      if (n <= most) cells.push_back(expected(o, n));
    cells.push_back(evaluated(o.chosen_score, o));
    cells.push_back(fmt::format("{} of {}", o.diverged, o.trials.size()));
    cells.push_back(std::to_string(o.failed));
    cells.push_back(statistics::short_number(o.good_decades, 2));
    table.add(cells);
  }
  return table;
}

Table effort_table(const statistics::EffortRanking& ranking) {
  std::vector<Column> columns{{"Optimizer", Kind::label}};
  for (const auto& effort : ranking.efforts) columns.push_back({effort});
  Table table(columns);
  for (const auto& row : ranking.optimizers) {
    std::vector<Cell> cells{row.label};
    for (const double rank : row.mean_ranks) cells.push_back(statistics::short_number(rank, 3));
    table.add(cells);
  }
  return table;
}

}  // namespace slalom::view
