#include "latex/tables.hpp"

#include "charts/charts.hpp"
#include "latex/escape.hpp"
#include "statistics/confidence.hpp"
#include "statistics/cost.hpp"
#include "statistics/numbers.hpp"
#include "statistics/score_text.hpp"
#include "statistics/sentences.hpp"
#include "statistics/significance.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace slalom::latex {

namespace {

constexpr auto no_number = "--";
constexpr double usual_confidence = 0.95;  // of intervals that no test belongs to
constexpr auto worse_mark = "\\textsuperscript{*}";
constexpr auto equivalent_mark = "\\textsuperscript{\\ensuremath{\\approx}}";

std::string mark(const statistics::PairTest& test) {
  return test.significant ? worse_mark : test.equivalent ? equivalent_mark : "";
}

std::string over_seeds(const statistics::ProblemComparison& p) {
  if (p.deterministic) return "all seeds gave the same";
  return p.seeds.size() == 1 ? fmt::format("seed {}", p.seeds.front())
                             : fmt::format("medians over {} seeds", p.seeds.size());
}

bool tested(const statistics::PairTest* test) { return !std::isnan(test->p); }

/// How optimizers were found to differ from the best, of which `tests` has one each.
std::string criterion(const std::vector<const statistics::PairTest*>& tests, const statistics::ProblemComparison& p) {
  if (std::ranges::all_of(tests, [](const statistics::PairTest* t) { return !tested(t) || t->exact; }))
    return "the difference is exact, as no random numbers were drawn";
  std::size_t min_pairs = p.seeds.size(), max_pairs = 0;
  for (const auto* t : tests)
    if (tested(t)) min_pairs = std::min(min_pairs, t->pairs), max_pairs = std::max(max_pairs, t->pairs);
  return fmt::format(
      "two-sided Wilcoxon signed-rank test, paired over {} seeds, p-values corrected for the number of comparisons "
      "(Holm) and for the choice of the best, level {}, and the {}\\,\\% interval of the ratio beyond what counts as "
      "equivalent",
      min_pairs == max_pairs ? std::to_string(max_pairs) : fmt::format("{}--{}", min_pairs, max_pairs),
      statistics::short_number(p.alpha), statistics::short_number(100 * statistics::confidence_at(p.alpha)));
}

/// What the marks mean, if there may be any.
std::string note_on_marks(const std::vector<const statistics::PairTest*>& tests,
                          const statistics::ProblemComparison& p) {
  if (std::ranges::none_of(tests, tested)) return "Differences were not tested.";
  return fmt::format("{} significantly worse than the best: {}. {} equivalent to the best.", worse_mark,
                     criterion(tests, p), equivalent_mark);
}

std::string num(double value, int digits = 4) {
  return std::isfinite(value) ? fmt::format("\\num{{{}}}", statistics::short_number(value, digits)) : no_number;
}

LatexColumn names(const statistics::ProblemComparison& p, const std::vector<std::string>& marks) {
  LatexColumn column{"Optimizer", {}};
  for (std::size_t i = 0; i < p.optimizers.size(); ++i)
    column.cells.push_back({latex(p.optimizers[i].label) + (marks.empty() ? "" : marks[i])});
  return column;
}

/// Those with the lowest value in bold; infinite ones never are.
void embolden_lowest(std::vector<LatexCell>& cells, const std::vector<double>& values) {
  double lowest = std::numeric_limits<double>::infinity();
  for (const double v : values) lowest = std::fmin(lowest, v);
  for (std::size_t i = 0; i < cells.size(); ++i) cells[i].bold = std::isfinite(values[i]) && values[i] == lowest;
}

/// One optimizer's numbers by the measure that a table is of.
struct Result {
  const statistics::Quartiles* final = nullptr;
  statistics::Interval interval;
  double rank = 0;
  const statistics::PairTest* test = nullptr;
};

/// Where ranks go by the final loss they count failed runs too, and so does the table.
Result result_of(const statistics::ProblemComparison& p, const statistics::OptimizerResult& o, std::size_t m) {
  if (m == 0 && p.score == statistics::Score::final) return {&o.score, o.score_interval, o.rank, &o.against_best};
  const auto& r = o.measures[m];
  return {&r.final, r.median_interval, r.rank, &r.against_best};
}

std::string without_number(const statistics::ProblemComparison& p, const statistics::OptimizerResult& o, std::size_t m,
                           double median) {
  if (m == 0 && p.score == statistics::Score::final) return latex(statistics::score_text(p, o));
  return std::isinf(median) ? statistics::without_value(o.runs) : no_number;
}

/// "7/10"
std::string share(std::size_t part, std::size_t whole) { return fmt::format("{}/{}", part, whole); }

LatexCell p_cell(double p, bool exact) {
  if (std::isnan(p)) return {no_number};
  if (exact) return {p == 0 ? "exact" : "equal"};
  return {statistics::short_number(p, 2), true};
}

/// A target, or the goal: how far each optimizer came.
template <class Select>
void add_arrivals(LatexTable& table, const statistics::ProblemComparison& p, const std::string& head, Select select) {
  const auto cost_of = [&](const statistics::ExpectedTime& t) {
    switch (p.unit) {
      case statistics::Unit::evaluations:
        return t.evaluations.value;
      case statistics::Unit::epochs:
        return t.epochs.value;
      case statistics::Unit::cpu_seconds:
        return t.cpu_seconds.value;
      case statistics::Unit::steps:
        break;
    }
    return t.steps.value;
  };
  std::vector<double> costs;
  LatexColumn reached{"Runs", {}};
  for (const auto& o : p.optimizers) {
    const statistics::TimeToTarget* a = select(o);
    costs.push_back(a == nullptr || a->runs == 0 ? run::unknown : cost_of(a->expected));
    reached.cells.push_back({a == nullptr || a->runs == 0 ? no_number : share(a->reached, a->runs)});
  }
  auto cells = number_cells(costs, 4);
  embolden_lowest(cells, costs);
  table.columns.push_back({head, std::move(cells)});
  table.columns.push_back(std::move(reached));
}

std::string capital(std::string text) {
  text.front() = static_cast<char>(std::toupper(static_cast<unsigned char>(text.front())));
  return text;
}

}  // namespace

LatexTable final_table(const statistics::ProblemComparison& p, std::size_t m) {
  std::vector<std::string> marks;
  std::vector<const statistics::PairTest*> tests;
  std::vector<double> medians, lows, highs, ranks;
  for (const auto& o : p.optimizers) {
    const auto r = result_of(p, o, m);
    marks.push_back(mark(*r.test));
    tests.push_back(r.test);
    medians.push_back(r.final->count == 0 ? run::unknown : r.final->median);
    lows.push_back(r.interval.low);
    highs.push_back(r.interval.high);
    ranks.push_back(r.rank);
  }
  const auto title = charts::title_of(p.measures[m]);
  LatexTable table{.caption = fmt::format("Final {} on {}: {}.", latex(title), latex(p.label), over_seeds(p)),
                   .note = "Bold: best. " + note_on_marks(tests, p),
                   .columns = {names(p, marks)}};
  auto numbers = interval_columns("Median", medians, lows, highs, 4, usual_confidence);
  auto& median = numbers.front();
  const double first = std::ranges::min(ranks, {}, [](double r) { return r == 0 ? HUGE_VAL : r; });
  for (std::size_t i = 0; i < p.optimizers.size(); ++i) {
    auto& cell = median.cells[i];
    if (!cell.number) cell.text = without_number(p, p.optimizers[i], m, medians[i]);
    cell.bold = cell.number && ranks[i] == first;
  }
  if (std::ranges::all_of(lows, [](double v) { return std::isnan(v); }))
    numbers.resize(1);
  else
    table.note += " Interval of the median: BCa bootstrap.";
  std::ranges::move(numbers, std::back_inserter(table.columns));
  for (double& rank : ranks)
    if (rank == 0) rank = run::unknown;
  LatexColumn places{"Rank", {}};
  for (const double rank : ranks)
    places.cells.push_back(std::isnan(rank) ? LatexCell{no_number} : LatexCell{statistics::short_number(rank), true});
  table.columns.push_back(std::move(places));
  const auto add_count = [&](const char* head, std::size_t statistics::RunCounts::*count_of) {
    if (p.runs.*count_of == 0) return;
    LatexColumn column{head, {}};
    for (const auto& o : p.optimizers) column.cells.push_back({share(o.runs.*count_of, o.runs.planned)});
    table.columns.push_back(std::move(column));
  };
  add_count("Diverged", &statistics::RunCounts::diverged);
  add_count("Failed", &statistics::RunCounts::failed);
  add_count("Skipped", &statistics::RunCounts::skipped);
  add_count("Missing", &statistics::RunCounts::missing);
  return table;
}

LatexTable time_table(const statistics::ProblemComparison& p) {
  if (p.targets.empty() && p.stop.empty()) return {};
  const bool stop = p.score == statistics::Score::stop;
  std::vector<std::string> marks;
  std::vector<const statistics::PairTest*> tests;
  for (const auto& o : p.optimizers) {
    marks.push_back(stop ? mark(o.against_best) : "");
    tests.push_back(&o.against_best);
  }
  LatexTable table{
      .caption = fmt::format("{} to a target on {}: expected running time (ERT), and how many runs came there.",
                             capital(statistics::in_words(p.unit)), latex(p.label)),
      .note =
          "Bold: best. ERT: all that the runs spent, also those that did not come there, over the number of those "
          "that did.",
      .columns = {names(p, marks)}};
  const auto name = latex(p.measures.front().name);
  for (std::size_t t = 0; t < p.targets.size(); ++t)
    add_arrivals(table, p, fmt::format("{} $\\leq$ {}", name, num(p.targets[t])),
                 [t](const auto& o) { return t < o.targets.size() ? &o.targets[t] : nullptr; });
  if (!p.stop.empty()) add_arrivals(table, p, "Goal", [](const auto& o) { return &o.stop; });
  if (!p.stop.empty()) table.note += fmt::format(" Goal: {}.", latex(p.stop));
  if (stop) table.note += " Marks are by the cost of the goal: " + note_on_marks(tests, p);
  return table;
}

LatexTable pairwise_table(const statistics::ProblemComparison& p) {
  const auto compared = [](const statistics::OptimizerResult& o) { return !std::isnan(o.against_best.p); };
  if (std::ranges::none_of(p.optimizers, compared)) return {};
  LatexColumn name{"Optimizer", {}}, p_values{"$p$", {}}, effects{"Effect", {}}, better{"Beaten", {}},
      significant{"Significant", {}};
  std::vector<double> ratios, lows, highs;
  std::vector<const statistics::PairTest*> tests;
  for (const auto& o : p.optimizers) {
    if (!compared(o)) continue;
    const auto& t = o.against_best;
    tests.push_back(&t);
    name.cells.push_back({latex(o.label)});
    ratios.push_back(t.ratio.value);
    lows.push_back(t.ratio.interval.low);
    highs.push_back(t.ratio.interval.high);
    p_values.cells.push_back(p_cell(t.p, t.exact));
    effects.cells.push_back(std::isnan(t.effect) ? LatexCell{no_number}
                                                 : LatexCell{fmt::format("{:.2f}", t.effect), true});
    better.cells.push_back(
        {std::isnan(t.probability) ? no_number : fmt::format("\\num{{{:.0f}}}\\,\\%", 100 * t.probability)});
    significant.cells.push_back({t.significant ? "yes" : t.equivalent ? "no: equivalent" : "no"});
  }
  auto numbers = interval_columns("Ratio", ratios, lows, highs, 3, statistics::confidence_at(p.alpha));
  const auto best = std::ranges::find_if(p.optimizers, [](const auto& o) { return o.rank > 0; });
  std::string first = best == p.optimizers.end() ? "the best" : latex(best->label);
  return {
      .caption = fmt::format("Each optimizer against {} on {}, by {}.", first, latex(p.label),
                             latex(statistics::score_title(p))),
      .note = fmt::format("Ratio: median over seeds of {} to that of the best, with its {}\\,\\% interval. Effect: "
                          "matched-pairs rank-biserial correlation. Beaten: by the best, share of all pairs of runs. "
                          "Significant: {}.",
                          p.score == statistics::Score::stop ? "the cost" : "the loss",
                          statistics::short_number(100 * statistics::confidence_at(p.alpha)), criterion(tests, p)),
      .columns = {std::move(name), std::move(numbers[0]), std::move(numbers[1]), std::move(numbers[2]),
                  std::move(p_values), std::move(effects), std::move(better), std::move(significant)}};
}

LatexTable against_baseline_table(const statistics::ProblemComparison& p) {
  const auto& baseline = p.baseline;
  if (baseline.rows.empty()) return {};
  LatexColumn name{"Optimizer", {}}, p_values{"$p$", {}}, won{"Won", {}}, tied{"tied", {}}, lost{"lost", {}},
      verdict{"Verdict", {}};
  std::vector<double> ratios, lows, highs;
  for (const auto& row : baseline.rows) {
    name.cells.push_back({latex(row.label)});
    ratios.push_back(row.ratio.value);
    lows.push_back(row.ratio.interval.low);
    highs.push_back(row.ratio.interval.high);
    p_values.cells.push_back(p_cell(row.p, row.exact));
    won.cells.push_back({std::to_string(row.wins), true});
    tied.cells.push_back({std::to_string(row.ties), true});
    lost.cells.push_back({std::to_string(row.losses), true});
    verdict.cells.push_back({statistics::in_words(row.verdict)});
  }
  auto numbers = interval_columns("Ratio", ratios, lows, highs, 3, statistics::confidence_at(p.alpha));
  return {.caption = fmt::format("Each optimizer against the baseline, {}, on {}, by {}.", latex(baseline.label),
                                 latex(p.label), latex(statistics::score_title(p))),
          .note = fmt::format(
              "Ratio: median over seeds of {} to that of the baseline, with its {}\\,\\% interval. Two-sided Wilcoxon "
              "signed-rank test, paired over seeds, p-values corrected for the number of comparisons (Holm); level {}. "
              "Won, tied and lost: seeds on which the optimizer is better than the baseline, equal and worse.",
              p.score == statistics::Score::stop ? "the cost" : "the loss",
              statistics::short_number(100 * statistics::confidence_at(p.alpha)), statistics::short_number(p.alpha)),
          .columns = {std::move(name), std::move(numbers[0]), std::move(numbers[1]), std::move(numbers[2]),
                      std::move(p_values), std::move(won), std::move(tied), std::move(lost), std::move(verdict)}};
}

LatexTable wins_table(const statistics::BaselineSummary& baseline, const std::string& where, double level) {
  if (baseline.problems < 2) return {};
  LatexColumn name{"Optimizer", {}}, wins{"Wins", {}}, ties{"Ties", {}}, losses{"Losses", {}};
  std::vector<double> ratios;
  for (const auto& row : baseline.rows) {
    name.cells.push_back({latex(row.label)});
    wins.cells.push_back({std::to_string(row.wins), true});
    ties.cells.push_back({std::to_string(row.ties), true});
    losses.cells.push_back({std::to_string(row.losses), true});
    ratios.push_back(row.ratio);
  }
  return {
      .caption = fmt::format("Wins and losses against the baseline, {}, on {} problems {}.", latex(baseline.label),
                             baseline.problems, where),
      .note = fmt::format(
          "Wins and losses: problems on which the optimizer is significantly better or worse (level {}). Ties: all "
          "others. Ratio: median over problems.",
          statistics::short_number(level)),
      .columns = {
          std::move(name), std::move(wins), std::move(ties), std::move(losses), {"Ratio", number_cells(ratios, 3)}}};
}

LatexTable ranks_table(const statistics::Ranking& ranking, const std::string& where, double level) {
  if (ranking.optimizers.empty()) return {};
  const auto& t = ranking.test;
  const auto with_first = [&](std::size_t i) {
    return std::isnan(t.critical_difference) ||
           std::ranges::any_of(t.cliques, [i](const auto& set) { return set.front() == 0 && set.back() >= i; });
  };
  LatexColumn name{"Optimizer", {}}, wins{"Best on", {}};
  std::vector<double> ranks, scores, lows, highs;
  for (std::size_t i = 0; i < ranking.optimizers.size(); ++i) {
    const auto& o = ranking.optimizers[i];
    name.cells.push_back({latex(o.label) + (i > 0 && !with_first(i) ? worse_mark : "")});
    ranks.push_back(o.mean_rank);
    wins.cells.push_back({share(o.wins, ranking.problems)});
    scores.push_back(o.score.value);
    lows.push_back(o.score.interval.low);
    highs.push_back(o.score.interval.high);
  }
  auto rank_cells = number_cells(ranks, 3);
  embolden_lowest(rank_cells, ranks);
  auto speed = interval_columns("Speed", scores, lows, highs, 3, usual_confidence);
  auto note = fmt::format(
      "Bold: best. Best on: problems on which it is significantly better than each of the others. Speed: interquartile "
      "mean, from 0 to 1, with its 95\\,\\% interval. Friedman's test of equal ranks{}: $\\chi^2$ = {}, $p$ = {}. ",
      t.permutation ? ", by permutation" : "", num(t.chi_squared, 3), num(t.p, 2));
  note += std::isnan(t.critical_difference)
              ? "No difference of mean ranks would be significant."
              : fmt::format(
                    "{} significantly worse than the first: mean ranks differ by the critical difference of "
                    "{} or more ({}, level {}).",
                    worse_mark, num(t.critical_difference, 3), t.permutation ? "by permutation" : "Nemenyi's test",
                    statistics::short_number(level));
  return {.caption = fmt::format("Mean ranks over the {} problems {}.", ranking.problems, where),
          .note = std::move(note),
          .columns = {std::move(name),
                      {"Mean rank", std::move(rank_cells)},
                      std::move(wins),
                      std::move(speed[0]),
                      std::move(speed[1]),
                      std::move(speed[2])}};
}

}  // namespace slalom::latex
