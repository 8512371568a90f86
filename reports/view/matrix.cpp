#include "view/matrix.hpp"

#include "statistics/numbers.hpp"
#include "statistics/score_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

namespace slalom::view {

namespace {

constexpr int darkest = 8;

std::set<std::string> labels(const statistics::ExperimentComparison& experiment) {
  std::set<std::string> all;
  for (const auto& p : experiment.problems)
    for (const auto& o : p.optimizers) all.insert(o.label);
  return all;
}

bool unreached(const statistics::OptimizerResult& o) { return std::isinf(o.score.median); }

bool as_good(const statistics::OptimizerResult& o, const statistics::OptimizerResult& first) {
  return o.against_best.equivalent || o.rank == first.rank;
}

Mark mark(const statistics::ProblemComparison& p, const statistics::OptimizerResult& o) {
  if (o.rank == 0) {
    if (o.runs.failed > 0) return Mark::failed;
    return o.runs.skipped > 0 ? Mark::skipped : Mark::missing;
  }
  if (unreached(o)) return o.runs.failed > 0 && o.runs.diverged == 0 ? Mark::failed : Mark::diverged;
  if (o.best) return Mark::best;
  const auto& first = p.optimizers.front();
  if (&o == &first)
    return std::any_of(p.optimizers.begin() + 1, p.optimizers.end(),
                       [&](const auto& other) { return as_good(other, first); })
               ? Mark::tied
               : Mark::none;
  if (as_good(o, first)) return Mark::tied;
  return o.against_best.significant ? Mark::none : Mark::open;
}

/// Half a decade darker where an optimizer is three times the best, up to four decades; by rank without a ratio.
int shade(double ratio, double rank, std::size_t optimizers) {
  const double depth = std::isfinite(ratio)
                           ? 2 * std::log10(std::max(1.0, ratio))
                           : darkest * (rank - 1) / static_cast<double>(std::max<std::size_t>(2, optimizers) - 1);
  return static_cast<int>(std::clamp(std::round(depth), 0.0, static_cast<double>(darkest)));
}

std::string ratio_text(double ratio) {
  if (ratio >= 1e4) return ">1e4";
  if (ratio < 0.95) return statistics::short_number(ratio, 2);
  return ratio < 10 ? fmt::format("{:.1f}", ratio) : fmt::format("{:.0f}", ratio);
}

MatrixCell cell(const statistics::ProblemComparison& p, const statistics::OptimizerResult& o) {
  MatrixCell c{.text = "", .mark = mark(p, o), .rank = o.rank, .shade = -1, .title = ""};
  c.title = fmt::format("{} on {}: {}", o.label, p.label, statistics::score_text(p, o));
  if (o.rank > 0) c.title += fmt::format(", rank {}", statistics::short_number(o.rank));
  if (o.rank == 0 || unreached(o)) return c;
  const double ratio = o.rank == p.optimizers.front().rank ? 1 : o.against_best.ratio.value;
  c.shade = shade(ratio, o.rank, p.optimizers.size());
  c.text = std::isfinite(ratio) ? ratio_text(ratio) : "#" + statistics::short_number(o.rank);
  return c;
}

/// The rows of the experiments from `first`, which have the same optimizers.
Matrix matrix(const statistics::Comparison& comparison, const std::vector<std::size_t>& experiments) {
  Matrix result;
  std::map<std::string, std::vector<MatrixCell>> cells;
  std::map<std::string, std::vector<double>> ranks;
  for (const auto e : experiments)
    for (std::size_t i = 0; i < comparison.experiments[e].problems.size(); ++i) {
      const auto& p = comparison.experiments[e].problems[i];
      result.columns.push_back({e, i});
      for (const auto& o : p.optimizers) {
        auto& row = cells[o.label];
        row.resize(result.columns.size() - 1, {.text = "", .mark = Mark::not_planned, .shade = -1, .title = ""});
        row.push_back(cell(p, o));
        ranks[o.label].push_back(o.rank == 0 ? static_cast<double>(p.optimizers.size()) : o.rank);
      }
    }
  for (auto& [label, row] : cells) {
    row.resize(result.columns.size(), {.text = "", .mark = Mark::not_planned, .shade = -1, .title = ""});
    result.rows.push_back({label, std::move(row)});
  }
  const auto mean = [&](const Matrix::Row& row) {
    double sum = 0;
    for (const double rank : ranks[row.label]) sum += rank;
    return sum / static_cast<double>(ranks[row.label].size());
  };
  std::ranges::stable_sort(result.rows, {}, mean);
  return result;
}

}  // namespace

std::vector<Matrix> matrices(const statistics::Comparison& comparison) {
  std::vector<std::pair<std::set<std::string>, std::vector<std::size_t>>> groups;
  for (std::size_t e = 0; e < comparison.experiments.size(); ++e) {
    auto of_these = labels(comparison.experiments[e]);
    const auto known = std::ranges::find(groups, of_these, [](const auto& group) { return group.first; });
    if (known != groups.end())
      known->second.push_back(e);
    else
      groups.push_back({std::move(of_these), {e}});
  }
  std::vector<Matrix> all;
  for (const auto& [_, experiments] : groups) {
    auto shared = matrix(comparison, experiments);
    if (shared.columns.size() > narrow)
      all.push_back(std::move(shared));
    else
      for (const auto e : experiments) all.push_back(matrix(comparison, {e}));
  }
  return all;
}

std::string in_words(const MatrixCell& cell) {
  const auto sign = symbol(cell.mark);
  return cell.text + (sign.empty() || cell.text.empty() ? "" : " ") + sign;
}

Table table_of(const Matrix& matrix, const statistics::Comparison& comparison) {
  std::vector<Column> columns{{"Optimizer", Kind::label}};
  for (const auto& [e, i] : matrix.columns) columns.push_back({comparison.experiments[e].problems[i].label});
  Table table(std::move(columns));
  for (const auto& row : matrix.rows) {
    std::vector<Cell> cells{row.label};
    for (const auto& cell : row.cells) cells.emplace_back(in_words(cell));
    table.add(std::move(cells));
  }
  return table;
}

std::string matrix_key(double alpha) {
  return fmt::format(
      "Cells: the median over seeds of the ratio to the best on that problem (#2: its rank, where there is no ratio). "
      "★ significantly better than each other one (level {}); ≈ as good as the best, or equivalent to it; ? not "
      "statistically distinguishable from it; × diverged, or never at the goal; ! failed; – skipped; … not run yet.",
      statistics::short_number(alpha));
}

std::string symbol(Mark mark) {
  switch (mark) {
    case Mark::best:
      return "★";
    case Mark::tied:
      return "≈";
    case Mark::open:
      return "?";
    case Mark::diverged:
      return "×";
    case Mark::failed:
      return "!";
    case Mark::skipped:
      return "–";
    case Mark::missing:
      return "…";
    default:
      return "";
  }
}

}  // namespace slalom::view
