#include "statistics/conclusions.hpp"

#include "statistics/numbers.hpp"
#include "statistics/significance.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <map>

namespace slalom::report {

namespace {

using Sentences = std::vector<std::string>;

std::string number(double value) { return short_number(value, 3); }

/// "a", "a and b", "a, b and c", "a, b and 4 others"
std::string listed(const std::vector<std::string>& names) {
  constexpr std::size_t most = 4;
  if (names.size() <= 1) return names.empty() ? "" : names.front();
  const bool all = names.size() <= most;
  const auto shown = all ? names.size() - 1 : most - 1;
  const auto first =
      fmt::format("{}", fmt::join(names.begin(), names.begin() + static_cast<std::ptrdiff_t>(shown), ", "));
  return first + " and " + (all ? names.back() : fmt::format("{} others", names.size() - shown));
}

/// What to add to ranks that do not differ by more than chance.
std::string by_chance(const RankTest& test) {
  return test.f_p < alpha ? "" : fmt::format(", which may be chance (p = {})", short_number(test.f_p, 2));
}

template <class Condition>
std::vector<std::string> names(const ProblemComparison& p, Condition condition) {
  std::vector<std::string> result;
  for (const auto& o : p.optimizers)
    if (condition(o)) result.push_back(o.label);
  return result;
}

double score(const ProblemComparison& p, const OptimizerResult& o) {
  return p.score == Score::stop ? o.stop.steps.median : o.measures.front().final.median;
}

std::string measure_name(const Measure& m) {
  if (m.name == "gap") return "gap to the known minimum";
  std::string name = m.name;
  std::replace(name.begin(), name.end(), '_', ' ');
  return name;
}

/// "median 42 steps" or "median 0.0123"
std::string score_in_words(const ProblemComparison& p, const OptimizerResult& o) {
  if (p.score == Score::final) return number(score(p, o));
  auto words = fmt::format("{} steps", number(score(p, o)));
  if (o.stop.reached < o.stop.runs) words += fmt::format(", {} of {} runs", o.stop.reached, o.stop.runs);
  return words;
}

std::string lead(const ProblemComparison& p) {
  const auto& best = p.optimizers.front();
  const auto goal = p.score == Score::stop ? fmt::format("was the first {}", p.stop)
                                           : fmt::format("ended at the lowest {}", measure_name(p.measures.front()));
  std::string sentence = fmt::format("{} {} (median {}", best.label, goal, score_in_words(p, best));
  if (p.optimizers.size() > 1 && p.optimizers[1].rank > 0) {
    const auto& second = p.optimizers[1];
    sentence += fmt::format("; next: {}, {}", second.label,
                            std::isfinite(score(p, second)) ? score_in_words(p, second)
                            : p.score == Score::stop        ? "never"
                                                            : "diverged");
  }
  return sentence + ")";
}

/// Who is not told apart from the best, and whether the number of seeds could have shown it.
std::string doubt(const ProblemComparison& p) {
  const auto untold = names(
      p, [](const auto& o) { return o.rank > 0 && !std::isnan(o.against_best.p) && !o.against_best.significant; });
  std::string sentence = fmt::format(", but {} cannot be told apart from it", listed(untold));
  std::size_t pairs = 0, tests = 0;
  for (const auto& o : p.optimizers) {
    pairs = std::max(pairs, o.against_best.pairs);
    if (!std::isnan(o.against_best.p) && !o.against_best.exact) ++tests;
  }
  if (const auto least = least_seeds(tests * p.looks); tests > 0 && pairs < least)
    sentence += fmt::format(" ({} cannot show it: at least {} are needed)", counted(pairs, "seed"), least);
  return sentence;
}

std::string who_was_best(const ProblemComparison& p) {
  const auto ranked = names(p, [](const auto& o) { return o.rank > 0; });
  if (ranked.empty()) return "There are no results yet.";
  const auto& best = p.optimizers.front();
  if (!std::isfinite(score(p, best)))
    return p.score == Score::stop ? fmt::format("In the median over seeds no optimizer was {}.", p.stop)
                                  : "In the median over seeds every optimizer diverged.";
  if (ranked.size() == 1)
    return fmt::format("{}: {} {} in the median.", best.label,
                       p.score == Score::stop ? p.stop + " after" : "final " + measure_name(p.measures.front()),
                       score_in_words(p, best));
  const auto tied = names(p, [&](const auto& o) { return o.rank == best.rank; });
  if (tied.size() == p.optimizers.size())
    return fmt::format("All {} are level (median {}).", tied.size(), score_in_words(p, best));
  if (tied.size() > 1)
    return fmt::format("{} are level at the top (median {}).", listed(tied), score_in_words(p, best));
  if (!best.best) return lead(p) + doubt(p) + ".";
  if (p.deterministic) return lead(p) + ". All seeds gave the same, so this needs no test.";
  return lead(p) + (ranked.size() == 2
                        ? "; the difference is significant."
                        : fmt::format("; it is significantly better than each of the other {}.", ranked.size() - 1));
}

void say_who_never_stopped(const ProblemComparison& p, Sentences& say) {
  if (p.score != Score::stop) return;
  const auto never = names(p, [](const auto& o) { return o.rank > 0 && o.stop.reached == 0; });
  if (!never.empty()) say.push_back(fmt::format("Never {}: {}.", p.stop, listed(never)));
}

std::string point(const std::vector<double>& w) {
  std::vector<std::string> numbers;
  for (double x : w) numbers.push_back(number(x));
  return fmt::format("({})", fmt::join(numbers, ", "));
}

void say_which_minimum(const ProblemComparison& p, Sentences& say) {
  if (p.minimizers.size() < 2 || p.dimension > 3) return;
  for (std::size_t m = 0; m < p.minimizers.size(); ++m) {
    const auto here = names(p, [&](const auto& o) { return 2 * o.minima[m] > o.distance.count; });
    if (!here.empty())
      say.push_back(fmt::format("Most runs of {} ended nearest the minimum {}.", listed(here), point(p.minimizers[m])));
  }
}

void say_train_against_test(const ProblemComparison& p, Sentences& say) {
  const auto best_in = [&](std::size_t m) {
    return std::find_if(p.optimizers.begin(), p.optimizers.end(),
                        [&](const auto& o) { return o.measures[m].rank == 1; });
  };
  const auto train = best_in(0);
  if (train == p.optimizers.end() || p.optimizers.size() < 2) return;
  for (std::size_t m = 1; m < p.measures.size(); ++m) {
    if (p.measures[m].name.find("test") == std::string::npos) continue;
    const auto test = best_in(m);
    if (test == p.optimizers.end()) continue;
    const auto name = measure_name(p.measures[m]);
    const auto value = [&](const auto& o) { return number(o->measures[m].final.median); };
    if (test == train)
      say.push_back(
          fmt::format("The best in training loss, {}, is also the best in {} ({}).", train->label, name, value(test)));
    else
      say.push_back(fmt::format("The best in training loss, {}, is not the best in {}: {} is ({} against {}).",
                                train->label, name, test->label, value(test), value(train)));
  }
}

void say_learning_rates(const ProblemComparison& p, Sentences& say) {
  for (const auto& curve : p.rate_curves) {
    const auto best = std::min_element(curve.points.begin(), curve.points.end(),
                                       [](const auto& a, const auto& b) { return a.final.median < b.final.median; });
    if (best->final.count == 0 || !std::isfinite(best->final.median)) continue;
    const auto level =
        std::ranges::count(curve.points, best->final.median, [](const auto& r) { return r.final.median; });
    std::string sentence =
        level > 1 ? fmt::format("Of {} learning rates of {}, {} are level at the top, the lowest of them {}",
                                curve.points.size(), curve.name, level, number(best->learning_rate))
                  : fmt::format("Of {} learning rates of {}, {} was the best", curve.points.size(), curve.name,
                                number(best->learning_rate));
    if (best == curve.points.begin() || best + 1 == curve.points.end()) sentence += ", at the edge of those tried";
    const auto worst =
        std::find_if(curve.points.begin(), curve.points.end(), [](const auto& r) { return r.diverged > 0; });
    if (worst != curve.points.end())
      sentence += fmt::format("; from {} on runs diverged", number(worst->learning_rate));
    say.push_back(sentence + ".");
  }
}

void say_variance(const ProblemComparison& p, Sentences& say) {
  if (p.variance.empty()) return;
  double deviation = 0;
  for (const auto& row : p.variance) deviation = std::max(deviation, std::abs(row.measured / row.theory - 1));
  if (std::isfinite(deviation))
    say.push_back(fmt::format("The measured variance of the mini-batch gradient is within {} % of the theory's.",
                              short_number(100 * deviation, 2)));
}

void say_effective_steps(const ProblemComparison& p, Sentences& say) {
  Sentences parts;
  for (const auto& o : p.optimizers) {
    std::vector<double> finite;
    std::copy_if(o.effective_step.median.begin(), o.effective_step.median.end(), std::back_inserter(finite),
                 [](double y) { return std::isfinite(y) && y > 0; });
    if (finite.size() > 1)
      parts.push_back(fmt::format("{} from {} to {}", o.label, number(finite.front()), number(finite.back())));
  }
  if (!parts.empty()) say.push_back(fmt::format("The effective step went, first to last: {}.", listed(parts)));
}

void say_who_diverged(const ProblemComparison& p, Sentences& say) {
  Sentences parts;
  for (const auto& o : p.optimizers)
    if (o.runs.diverged > 0)
      parts.push_back(fmt::format("{} ({} of {} runs)", o.label, o.runs.diverged, o.runs.planned));
  if (!parts.empty()) say.push_back(fmt::format("Diverged: {}.", listed(parts)));
  if (p.runs.failed > 0)
    say.push_back(
        fmt::format("{} failed and {} no result.", counted(p.runs.failed, "run"), p.runs.failed == 1 ? "is" : "are"));
  const auto skipped = names(p, [](const auto& o) { return o.runs.skipped > 0; });
  if (!skipped.empty()) say.push_back(fmt::format("Skipped, for the reasons given below: {}.", listed(skipped)));
  if (p.runs.missing > 0)
    say.push_back(fmt::format("{} of {} planned {} missing.", p.runs.missing, counted(p.runs.planned, "run"),
                              p.runs.missing == 1 ? "is" : "are"));
}

void say_lower_than_minimum(const ProblemComparison& p, Sentences& say) {
  if (p.measures.front().name != "gap") return;
  const auto below = names(p, [](const auto& o) { return o.measures.front().final.best < 0; });
  if (!below.empty())
    say.push_back(fmt::format("{} went below the known minimum, {}: it is not the minimum.", listed(below),
                              short_number(p.minimum, 6)));
}

/// Optimizers with no result at all on some problem, by where.
void say_who_always_failed(const std::vector<ProblemComparison>& problems, Sentences& say) {
  std::vector<std::string> order;
  std::map<std::string, std::vector<std::string>> where;
  for (const auto& p : problems)
    for (const auto& label : names(p, [](const auto& o) { return o.runs.failed > 0 && o.rank == 0; })) {
      if (!where.contains(label)) order.push_back(label);
      where[label].push_back(p.label);
    }
  Sentences parts;
  for (const auto& label : order)
    parts.push_back(problems.size() == 1                     ? label
                    : where[label].size() == problems.size() ? label + " everywhere"
                                                             : fmt::format("{} on {}", label, listed(where[label])));
  if (!parts.empty()) say.push_back(fmt::format("No result, because every run failed: {}.", fmt::join(parts, "; ")));
}

std::vector<std::string> level_at_the_top(const std::vector<MeanRank>& ranked) {
  std::vector<std::string> level;
  for (const auto& o : ranked)
    if (o.mean_rank == ranked.front().mean_rank) level.push_back(o.label);
  return level;
}

}  // namespace

std::vector<std::string> conclude(const ProblemComparison& problem) {
  Sentences say{who_was_best(problem)};
  say_who_never_stopped(problem, say);
  say_which_minimum(problem, say);
  say_train_against_test(problem, say);
  say_learning_rates(problem, say);
  say_variance(problem, say);
  say_effective_steps(problem, say);
  say_who_diverged(problem, say);
  say_lower_than_minimum(problem, say);
  return say;
}

std::vector<std::string> conclude(const ExperimentComparison& experiment) {
  Sentences say;
  const auto& problems = experiment.problems;
  constexpr std::size_t most = 6;
  for (std::size_t i = 0; i < std::min(most, problems.size()); ++i) {
    const auto& first = problems[i].conclusions.front();
    say.push_back(problems.size() == 1 ? first : fmt::format("On {}: {}", problems[i].label, first));
  }
  say_who_always_failed(problems, say);
  const auto& ranked = experiment.ranking.optimizers;
  if (ranked.size() > 1 && ranked[0].mean_rank == ranked[1].mean_rank)
    say.push_back(fmt::format("Over all {} problems {} are level at the best mean rank, {}.",
                              experiment.ranking.problems, listed(level_at_the_top(ranked)),
                              number(ranked[0].mean_rank)));
  else if (ranked.size() > 1)
    say.push_back(fmt::format("Over all {} problems {} has the best mean rank, {}; then {}, {}{}.",
                              experiment.ranking.problems, ranked[0].label, number(ranked[0].mean_rank),
                              ranked[1].label, number(ranked[1].mean_rank), by_chance(experiment.ranking.test)));
  return say;
}

}  // namespace slalom::report
