#include "statistics/regression.hpp"

#include "statistics/bootstrap.hpp"
#include "statistics/comparable.hpp"
#include "statistics/distributions.hpp"
#include "statistics/moments.hpp"
#include "statistics/numbers.hpp"
#include "statistics/quantile.hpp"
#include "statistics/regression_pairs.hpp"
#include "statistics/sign_flip.hpp"
#include "statistics/significance.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>

namespace slalom::statistics {

namespace {

constexpr double power = 0.8;
constexpr double wilcoxon_efficiency = 3 / 3.14159265358979;  // of rank tests against the t test on normal data
constexpr std::size_t seeds_named = 10;

/// The standard errors that lie between a difference and the threshold for a test to find it with the power.
double errors_needed(double alpha, std::size_t rows) {
  return normal_quantile(power) - normal_quantile(alpha / static_cast<double>(std::max<std::size_t>(1, rows)));
}

std::string list(const Seeds& seeds) {
  const Seeds shown(seeds.begin(), seeds.begin() + static_cast<std::ptrdiff_t>(std::min(seeds.size(), seeds_named)));
  return fmt::format("seed{} {}{}", seeds.size() == 1 ? "" : "s", fmt::join(shown, ", "),
                     seeds.size() > seeds_named ? ", …" : "");
}

/// With fewer nothing can be called worse or better.
std::size_t least_pairs(double alpha) { return std::max(min_for_interval, least_seeds_one_sided(alpha)); }

/// Rows of one quantity: filled, then tested and judged together.
class Rows {
 public:
  /// `unit`: of which a row has pairs.
  Rows(double alpha, double tolerance, std::string unit)
      : alpha_(alpha), limit_(std::log1p(tolerance)), unit_(std::move(unit)) {}

  void add(RegressionRow row, const CasePairs& pairs) {
    row.pairs = pairs.ratios.size();
    row.lost_in_both = pairs.lost_in_both;
    auto& logarithms = logarithms_.emplace_back(PairedRow{pairs.seeds, {}});
    auto& lost = lost_.emplace_back(PairedRow{pairs.seeds, {}});
    for (std::size_t i = 0; i < row.pairs; ++i) {
      const double r = std::log(pairs.ratios[i]);
      logarithms.values.push_back(r);
      lost.values.push_back(pairs.lost.empty() ? 0 : pairs.lost[i]);
      if (lost.values[i] != 0) (lost.values[i] > 0 ? row.lost_in_b : row.lost_in_a).push_back(pairs.seeds[i]);
    }
    if (row.pairs > 0) row.ratio = median_ratio(pairs.ratios);
    row.exact = pairs.same_runs || pairs.without_chance;
    rows_.push_back(std::move(row));
  }

  std::vector<RegressionRow> judged() {
    std::vector<std::size_t> tested;
    for (std::size_t i = 0; i < rows_.size(); ++i)
      if (!rows_[i].exact && rows_[i].pairs > 0) tested.push_back(i);
    const auto worse = p_beyond_tolerance(tested, 1), better = p_beyond_tolerance(tested, -1);
    for (std::size_t k = 0; k < tested.size(); ++k) {
      auto& row = rows_[tested[k]];
      row.p = row.ratio.value >= 1 ? worse[k].ratio : better[k].ratio;
      row.lost_p = row.lost_in_b.size() >= row.lost_in_a.size() ? worse[k].lost : better[k].lost;
    }
    for (std::size_t i = 0; i < rows_.size(); ++i) judge(rows_[i], logarithms_[i].values, tested.size());
    return std::move(rows_);
  }

 private:
  struct P {
    double ratio = unknown;  ///< that it is beyond the tolerance
    double lost = unknown;   ///< that more runs are lost; unknown where none is on one side alone
  };

  /// `direction` 1: that B is worse, −1: better. All are corrected for each other.
  std::vector<P> p_beyond_tolerance(const std::vector<std::size_t>& tested, double direction) const {
    std::vector<PairedRow> beyond;
    std::vector<std::size_t> with_lost;
    for (const auto i : tested) {
      auto& row = beyond.emplace_back(logarithms_[i]);
      for (double& x : row.values) x = direction * x - limit_;
    }
    for (std::size_t k = 0; k < tested.size(); ++k) {
      const auto& lost = lost_[tested[k]];
      if (std::ranges::all_of(lost.values, [](double x) { return x == 0; })) continue;
      with_lost.push_back(k);
      for (double& x : beyond.emplace_back(lost).values) x *= direction;
    }
    const auto p = sign_flip_test(beyond);
    std::vector<P> result(tested.size());
    for (std::size_t k = 0; k < tested.size(); ++k) result[k].ratio = p[k];
    for (std::size_t k = 0; k < with_lost.size(); ++k) result[with_lost[k]].lost = p[tested.size() + k];
    return result;
  }

  /// Runs that diverge, or never reach the goal, on one side alone are evidence, whatever the median is.
  void judge_lost(RegressionRow& row) const {
    const bool more = row.lost_in_b.size() >= row.lost_in_a.size();
    const auto& lost = more ? row.lost_in_b : row.lost_in_a;
    if (row.exact || lost.empty() || row.verdict == Verdict::worse || row.verdict == Verdict::better) return;
    const bool fine_else = std::log(row.ratio.interval.high) <= limit_;  // B may lose fewer and end higher
    if (row.lost_p < alpha_ && (more || fine_else)) row.verdict = more ? Verdict::worse : Verdict::better;
    row.reason = fmt::format("no finite value in {} alone with {} (p = {})", more ? "B" : "A", list(lost),
                             short_number(row.lost_p, 2));
  }

  void judge(RegressionRow& row, const std::vector<double>& logarithms, std::size_t tested) const {
    if (!row.failed_in_b.empty()) {
      row.verdict = Verdict::worse;
      row.reason = fmt::format("failed in B with {}", list(row.failed_in_b));
      return;
    }
    if (!row.reason.empty()) return;  // cannot be compared
    row.verdict = by_ratio(row, logarithms);
    judge_lost(row);
    if (row.verdict != Verdict::worse && !row.missing_in_b.empty()) {
      row.verdict = Verdict::unclear;
      row.reason = fmt::format("no result in B with {}", list(row.missing_in_b));
    } else if (!row.exact && row.pairs >= 2 &&
               std::ranges::all_of(logarithms, [](double x) { return std::isfinite(x); })) {
      const double needed =
          errors_needed(alpha_, tested) * standard_deviation(logarithms) / std::sqrt(wilcoxon_efficiency);
      // The least p may be as large as tested / 2^n: each row may have a pattern of signs of its own.
      const auto least = least_pairs(alpha_ / static_cast<double>(tested));
      if (row.pairs >= least) row.detectable = std::exp(limit_ + needed / std::sqrt(static_cast<double>(row.pairs)));
      if (row.verdict == Verdict::unclear) row.more_seeds = more_seeds(row, needed, least);
    }
    if (row.verdict == Verdict::unclear && row.reason.empty() && row.pairs < least_pairs(alpha_))
      row.reason = fmt::format("{}{}; at least {} are needed", counted(row.pairs, unit_),
                               row.lost_in_both > 0 ? " with a finite value in A or B"
                               : unit_ == "seed"    ? " in common"
                                                    : "",
                               least_pairs(alpha_));
  }

  Verdict by_ratio(const RegressionRow& row, const std::vector<double>& logarithms) const {
    const double high = std::log(row.ratio.interval.high), low = std::log(row.ratio.interval.low);
    if (row.exact) {
      const double value = row.pairs == 0 ? 0 : std::log(row.ratio.value);
      return value > limit_ ? Verdict::worse : value < -limit_ ? Verdict::better : Verdict::same;
    }
    if (std::isnan(high)) return Verdict::unclear;
    if (low > limit_ && row.p < alpha_) return Verdict::worse;
    if (high < -limit_ && row.p < alpha_) return Verdict::better;
    return low >= -limit_ && high <= limit_ && mean_within(logarithms) ? Verdict::same : Verdict::unclear;
  }

  /// Few seeds that became much worse do not move the median, but the mean.
  bool mean_within(const std::vector<double>& logarithms) const {
    if (!std::ranges::all_of(logarithms, [](double x) { return std::isfinite(x); })) return false;
    const auto interval = estimate(logarithms, mean).interval;
    return interval.low >= -limit_ && interval.high <= limit_;
  }

  /// To find on which side of the tolerance the ratio lies; 0: no practical number.
  std::size_t more_seeds(const RegressionRow& row, double needed, std::size_t at_least) const {
    const double distance = std::abs(std::abs(std::log(row.ratio.value)) - limit_);
    const double n = std::ceil(std::pow(needed / distance, 2));
    if (!std::isfinite(n) || n > 1e6) return 0;
    const auto least = std::max(at_least, static_cast<std::size_t>(n));
    return least > row.pairs ? least - row.pairs : 0;
  }

  double alpha_, limit_;  // of logarithms
  std::string unit_;
  std::vector<RegressionRow> rows_;
  std::vector<PairedRow> logarithms_;
  std::vector<PairedRow> lost_;  ///< 1: no finite value in B alone, −1: in A alone
};

std::string in_words(const CaseName& name) {
  return fmt::format("{} on {}", clean_text(name.optimizer), clean_text(name.problem));
}

RegressionRow row_of(const CaseName& name) {
  return {.suite = name.suite, .experiment = name.experiment, .problem = name.problem, .optimizer = name.optimizer};
}

std::set<std::uint64_t> seeds_of(const std::vector<run::RunRecord>& runs) {
  std::set<std::uint64_t> seeds;
  for (const auto& run : runs) seeds.insert(run.seed);
  return seeds;
}

/// What became of the seeds that are not in both.
void note_seeds(RegressionRow& row, const LoadedCase& a, const LoadedCase& b) {
  const auto results_a = seeds_of(a.runs.cases.front().results), results_b = seeds_of(b.runs.cases.front().results);
  const auto failed_a = seeds_of(a.runs.cases.front().failures), failed_b = seeds_of(b.runs.cases.front().failures);
  for (const auto seed : b.planned)  // a failure counts, whether A was to run that seed or not
    if (failed_b.contains(seed) && failed_a.contains(seed))
      row.failed_in_both.push_back(seed);
    else if (failed_b.contains(seed))
      row.failed_in_b.push_back(seed);
    else if (results_b.contains(seed) && failed_a.contains(seed))
      row.failed_in_a.push_back(seed);
    else if (results_b.contains(seed) && !results_a.contains(seed))
      row.only_in_b.push_back(seed);
  for (const auto seed : a.planned)
    if (!b.planned.contains(seed))
      row.only_in_a.push_back(seed);
    else if (results_a.contains(seed) && !results_b.contains(seed) && !failed_b.contains(seed))
      row.missing_in_b.push_back(seed);
}

/// Why the two cannot be compared at all; empty if they can.
std::string incomparable(const Source& a, const suite::Case& before, const Source& b, const suite::Case& after) {
  Source first = a, second = b;
  first.name = "A", second.name = "B";
  const auto found = conflicts({&first, {&before}}, {&second, {&after}});
  return found.empty() ? "" : found.front();
}

std::string why_nothing_is_paired(const RegressionRow& row, const LoadedCase& a, const LoadedCase& b,
                                  const std::string& metric) {
  const auto &runs_a = a.runs.cases.front(), &runs_b = b.runs.cases.front();
  if (b.planned.empty()) return "not in B";
  if (runs_a.results.empty())
    return !row.failed_in_both.empty() ? "all runs failed in A and B"
           : runs_a.skipped.empty()    ? "no result in A"
                                       : "skipped in A";
  if (row.only_in_a.size() == a.planned.size()) return "no seed in common";
  if (runs_b.results.empty()) return runs_b.skipped.empty() ? "no result in B" : "skipped in B";
  if (metric == "steps" || metric == "evaluations") return "no run reached `stop`, until which they are counted";
  if (metric == "score" || metric == "final_loss" || metric == "best_loss") return "all runs diverged in A and B";
  return fmt::format("no {} in both", metric);
}

void note_only_in_b(const LoadedCases& before, const LoadedCases& after, std::vector<std::string>& notes) {
  std::vector<std::string> names;
  for (const auto& name : after.order)
    if (!before.cases.contains(name)) names.push_back(in_words(name));
  if (!names.empty())
    notes.push_back(fmt::format("Only B has {}: {}{}.", counted(names.size(), "pair"), names.front(),
                                names.size() > 1 ? ", …" : ""));
}

/// One sentence for each thing that is so of some rows: how many, and the first.
void note_rows(const std::vector<RegressionRow>& rows, Seeds RegressionRow::*seeds, const char* what,
               std::vector<std::string>& notes) {
  std::size_t count = 0;
  const RegressionRow* first = nullptr;
  for (const auto& row : rows)
    if (!(row.*seeds).empty() && count++ == 0) first = &row;
  if (first != nullptr)
    notes.push_back(fmt::format("{} of {}: {} on {} ({}){}.", what, counted(count, "pair"),
                                clean_text(first->optimizer), clean_text(first->problem), list(first->*seeds),
                                count > 1 ? ", …" : ""));
}

/// What is not the same in A and B although its name is, a sentence for each set of differences.
void note_differences(const LoadedCases& before, const LoadedCases& after, std::vector<std::string>& notes) {
  struct Pairs {
    std::size_t count = 0;
    std::string first;
  };
  std::map<std::string, Pairs> by_difference;
  for (const auto& name : before.order) {
    const auto there = after.cases.find(name);
    if (there == after.cases.end()) continue;
    const auto different =
        differences(*before.cases.at(name).runs.cases.front().c, *there->second.runs.cases.front().c);
    if (different.empty()) continue;
    auto& pairs = by_difference[fmt::format("{}", fmt::join(different, ", "))];
    if (pairs.count++ == 0) pairs.first = in_words(name);
  }
  for (const auto& [different, pairs] : by_difference)
    notes.push_back(fmt::format("A and B differ in the {} of {}: {}{}.", different, counted(pairs.count, "pair"),
                                pairs.first, pairs.count > 1 ? ", …" : ""));
}

/// What the rows of one quantity can show at all. `unit`: of which they have pairs.
std::string power_of(const std::vector<RegressionRow>& rows, double alpha, const std::string& unit) {
  std::size_t exact = 0, too_few = 0, most = 0, enough = 0;
  std::vector<double> detectable;
  for (const auto& row : rows) {
    if (row.exact)
      ++exact;
    else if (row.pairs == 0 && row.verdict == Verdict::same)
      continue;  // skipped, or diverged, in A and B
    else if (row.pairs < least_pairs(alpha)) {
      ++too_few;
      most = std::max(most, row.pairs);
    } else {
      ++enough;
    }
    if (std::isfinite(row.detectable)) detectable.push_back(row.detectable);
  }
  std::vector<std::string> sentences;
  if (!detectable.empty()) {
    std::ranges::sort(detectable);
    auto& text = sentences.emplace_back(
        fmt::format("With power 80 %, these {}s show that B is worse where the ratio is above {}", unit,
                    short_number(median(detectable), 3)));
    if (detectable.size() > 1)
      text += fmt::format(" (median of {}, {} to {})", counted(detectable.size(), "pair"),
                          short_number(detectable.front(), 3), short_number(detectable.back(), 3));
    text += ".";
  }
  if (enough > 0 && unit == "seed")
    sentences.push_back(
        fmt::format("Runs that diverge in B alone, or never reach `stop` there, make it worse from {} "
                    "seeds on at the earliest.",
                    least_seeds_one_sided(alpha)));
  if (too_few > 0)
    sentences.push_back(
        fmt::format("Of {} nothing can be called worse except runs that fail: {} with a value in both, and at least {} "
                    "are needed.",
                    counted(too_few, "pair"),
                    most == 0 ? fmt::format("no {}", unit)
                              : fmt::format("{}{}", too_few > 1 ? "at most " : "", counted(most, unit)),
                    least_pairs(alpha)));
  if (exact > 0)
    sentences.push_back(fmt::format(
        "Of {} every difference beyond the tolerance is found: runs are equal, or nothing in them is random.",
        counted(exact, "pair")));
  return fmt::format("{}", fmt::join(sentences, " "));
}

/// Time by time, where both could be measured.
CasePairs pair_times(const RepeatedTimes& times) {
  CasePairs pairs;
  for (std::size_t i = 0; i < std::min(times.before.size(), times.after.size()); ++i) {
    pairs.seeds.push_back(i);
    pairs.ratios.push_back(times.after[i] / times.before[i]);
  }
  return pairs;
}

}  // namespace

bool is_regression_metric(const std::string& metric, const std::vector<Source>& sources) {
  for (const auto* known : {"score", "final_loss", "best_loss", "steps", "evaluations"})
    if (metric == known) return true;
  for (const auto& source : sources)
    for (const auto& plan : source.plans)
      for (const auto& c : plan.cases)
        if (const auto info = source.info(c))
          if (std::find(info->metrics.begin(), info->metrics.end(), metric) != info->metrics.end()) return true;
  return false;
}

Regression find_regressions(const Source& a, const Source& b, const RegressionOptions& options) {
  const bool name_suites = a.plans.size() != 1 || b.plans.size() != 1;
  const auto before = load_cases(a, name_suites), after = load_cases(b, name_suites);
  Regression result;
  note_only_in_b(before, after, result.notes);
  note_differences(before, after, result.notes);
  const std::string timed = options.repeat_times ? "repetition" : "seed";
  Rows quality(options.alpha, options.tolerance, "seed"), time(options.alpha, options.time_tolerance, timed);
  for (const auto& name : before.order) {
    const auto& runs_a = before.cases.at(name);
    const auto there = after.cases.find(name);
    auto row = row_of(name);
    if (there == after.cases.end()) {
      row.reason = "not in B";
      quality.add(row, {});
      continue;
    }
    ++result.matched;
    const auto& runs_b = there->second;
    note_seeds(row, runs_a, runs_b);
    const auto& skipped_a = runs_a.runs.cases.front().skipped;
    if (!skipped_a.empty() && skipped_a.size() == runs_b.runs.cases.front().skipped.size() &&
        skipped_a.size() == runs_a.planned.size()) {
      row.verdict = Verdict::same;
      row.reason = "skipped in A and B";
      quality.add(row, {});
      continue;
    }
    row.reason = incomparable(a, *runs_a.runs.cases.front().c, b, *runs_b.runs.cases.front().c);
    const auto pairs = row.reason.empty() ? pair_quality(runs_a.runs, runs_b.runs, options.metric) : CasePairs();
    if (row.reason.empty() && runs_a.runs.cases.front().results.empty() && !row.failed_in_a.empty()) {
      row.verdict = Verdict::better;
      row.reason = "all runs failed in A";
    } else if (row.reason.empty() && pairs.all_diverged && !pairs.same_runs && row.missing_in_b.empty()) {
      row.verdict = Verdict::same;
      row.reason = "all runs diverged in A and B";
    } else if (row.reason.empty() && pairs.ratios.empty() && !pairs.same_runs) {
      row.reason = why_nothing_is_paired(row, runs_a, runs_b, options.metric);
    }
    if (options.time && row.reason.empty()) {
      const auto repeated = options.repeat_times ? options.repeat_times(runs_a.runs, runs_b.runs) : RepeatedTimes();
      const auto times = options.repeat_times ? pair_times(repeated) : pair_time(runs_a.runs, runs_b.runs);
      auto time_row = row_of(name);
      time_row.reason = repeated.reason;
      if (times.ratios.empty() && time_row.reason.empty()) time_row.reason = "runs take less than 10 ms";
      time.add(time_row, times);
    }
    quality.add(row, pairs);
  }
  result.quality = quality.judged();
  result.time = time.judged();
  note_rows(result.quality, &RegressionRow::failed_in_both, "Runs failed in A and in B", result.notes);
  note_rows(result.quality, &RegressionRow::failed_in_a, "Runs failed in A, but not in B,", result.notes);
  note_rows(result.quality, &RegressionRow::only_in_a, "Only the plan of A has some seeds", result.notes);
  note_rows(result.quality, &RegressionRow::only_in_b, "Only B has results of some seeds", result.notes);
  result.power = power_of(result.quality, options.alpha, "seed");
  if (options.time) result.time_power = power_of(result.time, options.alpha, timed);
  for (const auto* rows : {&result.quality, &result.time})
    for (const auto& row : *rows) {
      result.worse = result.worse || row.verdict == Verdict::worse;
      result.undecided = result.undecided || row.verdict == Verdict::unclear;
    }
  return result;
}

}  // namespace slalom::statistics
