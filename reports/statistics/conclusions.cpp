#include "statistics/conclusions.hpp"

#include "statistics/cost.hpp"
#include "statistics/numbers.hpp"
#include "statistics/rate_curves.hpp"
#include "statistics/score_text.hpp"
#include "statistics/sentences.hpp"
#include "statistics/significance.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <limits>

namespace slalom::statistics {

namespace {

std::string number(double value) { return short_number(value, 3); }

std::string point(const std::vector<double>& w) {
  std::vector<std::string> numbers;
  for (double x : w) numbers.push_back(number(x));
  return fmt::format("({})", fmt::join(numbers, ", "));
}

bool tested(const OptimizerResult& o) { return o.rank > 0 && !std::isnan(o.against_best.p); }

/// The smallest distance between two of them.
double separation(const std::vector<std::vector<double>>& points) {
  double least = std::numeric_limits<double>::infinity();
  for (std::size_t i = 0; i < points.size(); ++i)
    for (std::size_t k = 0; k < i; ++k) {
      double squares = 0;
      for (std::size_t d = 0; d < points[i].size(); ++d) squares += std::pow(points[i][d] - points[k][d], 2);
      least = std::min(least, std::sqrt(squares));
    }
  return least;
}

/// Where the best one's runs ended, if that is a minimum above others; the goal may be met there too.
std::string in_a_higher_minimum(const ProblemComparison& p, const OptimizerResult& best) {
  constexpr double nearly = 1e-3;  // of the way from the start
  constexpr double there = 0.02;   // of the distance between minima: farther away the loss tells nothing of the minimum
  if (p.minimizers.size() < 2 || !(best.distance.median <= there * separation(p.minimizers))) return "";
  const bool known = std::isfinite(p.minimum);
  double lowest = known ? 0 : p.start;
  for (const double loss : p.minimum_losses) lowest = std::fmin(lowest, loss);
  for (std::size_t m = 0; m < best.minima.size(); ++m)
    if (2 * best.minima[m] > runs_made(best) && p.minimum_losses[m] - lowest > nearly * (p.start - lowest))
      return fmt::format(" ({} of its {} runs ended at {}, which is not the lowest minimum)", best.minima[m],
                         runs_made(best), point(p.minimizers[m]));
  return "";
}

std::string lead(const ProblemComparison& p) {
  const auto& best = p.optimizers.front();
  std::string sentence = p.score == Score::stop ? fmt::format("{} needed the fewest {} (median: {}", best.label,
                                                              score_title(p), score_text(p, best))
                                                : fmt::format("{} ended at the lowest {} (median: {}", best.label,
                                                              in_words(p.measures.front()), score_text(p, best));
  if (p.optimizers.size() > 1 && p.optimizers[1].rank > 0)
    sentence += fmt::format("; next: {}, {}", p.optimizers[1].label, score_text(p, p.optimizers[1]));
  return sentence + ")" + in_a_higher_minimum(p, best);
}

/// " (about 40 seeds would show so large a difference to b with a power of 80 %)": of the one that needs the fewest.
std::string seeds_needed(const ProblemComparison& p) {
  constexpr std::size_t practical = 10'000;
  const OptimizerResult* fewest = nullptr;
  for (const auto& o : p.optimizers)
    if (o.seeds_needed > 0 && (fewest == nullptr || o.seeds_needed < fewest->seeds_needed)) fewest = &o;
  if (fewest == nullptr) return "";
  if (fewest->seeds_needed > practical) return " (no practical number of seeds would show differences as small)";
  return fmt::format(" (about {} would show the observed difference to {} with a power of 80 %)",
                     counted(fewest->seeds_needed, "seed"), fewest->label);
}

/// Who is not distinguishable from the best, and whether the number of seeds could have shown it.
std::string doubt(const ProblemComparison& p) {
  const auto equivalent = names(p, [](const auto& o) { return tested(o) && o.against_best.equivalent; });
  const auto unclear =
      names(p, [](const auto& o) { return tested(o) && !o.against_best.significant && !o.against_best.equivalent; });
  std::string sentence;
  if (!unclear.empty()) {
    sentence += fmt::format("; not statistically distinguishable from it at level {}: {}", short_number(p.alpha),
                            listed(unclear));
    std::size_t pairs = 0;
    for (const auto& o : p.optimizers) pairs = std::max(pairs, o.against_best.pairs);
    if (const auto least = least_seeds(p.interim_analyses, p.alpha); pairs < least)
      sentence += fmt::format(" ({} cannot show a difference: at least {} are needed)", counted(pairs, "seed"), least);
    else
      sentence += seeds_needed(p);
  }
  if (!equivalent.empty())
    sentence += fmt::format("; equivalent to it (within {} %): {}", number(100 * p.equivalence), listed(equivalent));
  return sentence;
}

std::string nobody_arrived(const ProblemComparison& p) {
  const auto& best = p.optimizers.front();
  if (p.score == Score::final)
    return fmt::format("In the median over seeds every optimizer {}.", without_value(p.runs));
  const auto sentence = fmt::format("In the median over seeds no optimizer was {}", p.stop);
  const auto tied = names(p, [&](const auto& o) { return o.rank == best.rank; });
  if (tied.size() > 1)
    return fmt::format("{}; {} have the same lowest expected cost: {}.", sentence, listed(tied),
                       expected_cost_text(p, best));
  return fmt::format(
      "{}; {} has the lowest expected cost: {}{}.", sentence, best.label, expected_cost_text(p, best),
      best.best ? fmt::format("; the difference is significant at level {}", short_number(p.alpha)) : doubt(p));
}

std::string why_not_ranked(const ProblemComparison& p) {
  const auto& runs = p.runs;
  if (has_results(runs)) return "The optimizers are not ranked: there is no seed that each of them has a run of.";
  if (!has_runs(runs)) return "There are no results yet.";
  if (runs.missing > 0) return "No run has given a result yet.";
  if (runs.skipped == 0) return "Every run failed.";
  return runs.failed == 0 ? "Every run was skipped." : "Every run failed or was skipped.";
}

std::string who_was_best(const ProblemComparison& p) {
  const auto ranked = names(p, [](const auto& o) { return o.rank > 0; });
  if (ranked.empty()) return why_not_ranked(p);
  const auto& best = p.optimizers.front();
  if (ranked.size() == 1 && p.score == Score::final && std::isinf(best.score.median))
    return fmt::format("{} runs of {} {}.", runs_made(best) == best.runs.diverged + best.runs.failed ? "All" : "Most",
                       best.label, without_value(best.runs));
  if (ranked.size() == 1) {
    const auto* const of_many = p.seeds.size() > 1 ? " in the median" : "";
    return p.score == Score::stop
               ? fmt::format("{}: {}, {}{}.", best.label, score_title(p), score_text(p, best), of_many)
               : fmt::format("{}: final {} {}{}.", best.label, in_words(p.measures.front()), score_text(p, best),
                             of_many);
  }
  if (std::isinf(best.score.median)) return nobody_arrived(p);
  const auto tied = names(p, [&](const auto& o) { return o.rank == best.rank; });
  if (tied.size() == p.optimizers.size() && tied.size() > 2)
    return fmt::format("All {} are tied for best (median: {}).", tied.size(), score_text(p, best));
  if (tied.size() > 1) return fmt::format("{} are tied for best (median: {}).", listed(tied), score_text(p, best));
  if (!best.best) return lead(p) + doubt(p) + ".";
  if (p.deterministic) return lead(p) + ". No random number was drawn, so the difference is exact.";
  return lead(p) + (ranked.size() == 2
                        ? fmt::format("; the difference is significant at level {}.", short_number(p.alpha))
                        : fmt::format("; it is significantly better than each of the other {} (level {}).",
                                      ranked.size() - 1, short_number(p.alpha)));
}

/// Where the goal is met too rarely to rank by it, or never by some.
void describe_who_never_stopped(const ProblemComparison& p, Sentences& say) {
  if (p.stop.empty()) return;
  if (p.score == Score::final) {
    std::size_t reached = 0, made = 0;
    for (const auto& o : p.optimizers) {
      reached += o.stop.reached;
      made += runs_made(o);
    }
    if (made > 0)
      say.push_back(fmt::format("{} of {} runs were {}, so ranks go by the final {}.",
                                reached == 0 ? "None" : "Only " + std::to_string(reached), made, p.stop,
                                in_words(p.measures.front())));
    return;
  }
  const auto never = names(p, [](const auto& o) { return o.rank > 0 && o.stop.reached == 0; });
  if (!never.empty()) say.push_back(fmt::format("Never {}: {}.", p.stop, listed(never)));
}

/// Where a step of one optimizer costs more than a step of another, and steps are what the budget counts.
void describe_cost_of_steps(const ProblemComparison& p, Sentences& say) {
  if (p.unit != Unit::steps) return;
  const bool batches = p.examples > 1;
  const auto cost = [&](const auto& o) { return batches ? o.examples_per_step : o.evaluations_per_step; };
  const OptimizerResult *least = nullptr, *most = nullptr;
  for (const auto& o : p.optimizers) {
    if (std::isnan(cost(o))) continue;
    if (least == nullptr || cost(o) < cost(*least)) least = &o;
    if (most == nullptr || cost(o) > cost(*most)) most = &o;
  }
  if (least == nullptr || cost(*most) <= 1.01 * cost(*least)) return;
  say.push_back(fmt::format("Budgets count steps, but steps differ in cost: from {} {} per step ({}) to {} ({}).",
                            number(cost(*least)), batches ? "examples" : "evaluations", least->label,
                            number(cost(*most)), most->label));
}

void describe_common_seeds(const ProblemComparison& p, Sentences& say) {
  if (p.ranked_seeds > 0 && p.ranked_seeds < p.seeds.size())
    say.push_back(fmt::format("Ranks go by the {} that all optimizers have, of {}.", counted(p.ranked_seeds, "seed"),
                              p.seeds.size()));
}

void describe_which_minimum(const ProblemComparison& p, Sentences& say) {
  if (p.minimizers.size() < 2 || p.dimension > 3) return;
  for (std::size_t m = 0; m < p.minimizers.size(); ++m) {
    const auto here = names(p, [&](const auto& o) { return 2 * o.minima[m] > runs_made(o); });
    const bool all = std::ranges::all_of(
        p.optimizers, [&](const auto& o) { return 2 * o.minima[m] <= runs_made(o) || o.minima[m] == runs_made(o); });
    if (!here.empty())
      say.push_back(fmt::format("{} runs of {} ended nearest the minimum {}.", all ? "All" : "Most", listed(here),
                                point(p.minimizers[m])));
  }
}

const OptimizerResult* first_in(const ProblemComparison& p, std::size_t m) {
  const auto found = std::ranges::find_if(p.optimizers, [&](const auto& o) { return o.measures[m].rank == 1; });
  return found == p.optimizers.end() ? nullptr : &*found;
}

/// Test metrics by the same rules as the training loss.
void describe_train_against_test(const ProblemComparison& p, Sentences& say) {
  const auto* train = first_in(p, 0);
  if (train == nullptr || !compares(p)) return;
  for (std::size_t m = 1; m < p.measures.size(); ++m) {
    if (p.measures[m].name.find("test") == std::string::npos) continue;
    const auto* test = first_in(p, m);
    if (test == nullptr) continue;
    const auto name = in_words(p.measures[m]);
    const auto value = [&](const OptimizerResult* o) { return number(o->measures[m].ranked_median); };
    const auto level = short_number(p.alpha);
    if (test == train) {
      say.push_back(
          fmt::format("{} has the lowest median training loss and the best median {} ({}); in the latter it is "
                      "{}significantly better than each of the others (level {}).",
                      train->label, name, value(test), test->measures[m].winner ? "" : "not ", level));
      continue;
    }
    const auto& against = train->measures[m].against_best;
    say.push_back(
        against.significant
            ? fmt::format("In {}, {} is significantly better (level {}) than {}, which has the lowest median training "
                          "loss ({} against {}).",
                          name, test->label, level, train->label, value(test), value(train))
            : fmt::format("In {}, {} has the best median, but is not statistically distinguishable from {}, "
                          "which has the lowest median training loss ({} against {}).",
                          name, test->label, train->label, value(test), value(train)));
  }
}

/// "; runs diverged at 0.1 (1 of 10)", "; every run diverged at 1 and above"
std::string who_diverged(const RateCurve& curve) {
  auto all_from = curve.points.end();  // the rates from which on nothing else happened
  while (all_from != curve.points.begin() && std::prev(all_from)->runs > 0 &&
         std::prev(all_from)->diverged == std::prev(all_from)->runs)
    --all_from;
  std::vector<std::string> some;
  for (auto p = curve.points.begin(); p != all_from; ++p)
    if (p->diverged > 0) some.push_back(fmt::format("{} ({} of {})", number(p->learning_rate), p->diverged, p->runs));
  std::string text;
  if (!some.empty()) text += fmt::format("; runs diverged at {}", listed(some));
  if (all_from != curve.points.end())
    text += fmt::format("; every run diverged at {}{}", number(all_from->learning_rate),
                        all_from + 1 == curve.points.end() ? "" : " and above");
  return text;
}

void describe_learning_rates(const ProblemComparison& p, Sentences& say) {
  for (const auto& curve : p.rate_curves) {
    const auto best = lowest(curve);
    if (!std::isfinite(best->final.median)) continue;
    const auto tied =
        std::ranges::count(curve.points, best->final.median, [](const auto& r) { return r.final.median; });
    std::string sentence =
        tied > 1 ? fmt::format(
                       "Of the {} learning rates tried for {}, {} have the same lowest median final {}, the lowest of "
                       "them {}",
                       curve.points.size(), curve.name, tied, p.measures.front().name, number(best->learning_rate))
                 : fmt::format("Of the {} learning rates tried for {}, rate {} has the lowest median final {}",
                               curve.points.size(), curve.name, number(best->learning_rate), p.measures.front().name);
    if (best == curve.points.begin() || best + 1 == curve.points.end()) sentence += ", at the edge of those tried";
    say.push_back(sentence + who_diverged(curve) + ".");
  }
}

void describe_variance(const ProblemComparison& p, Sentences& say) {
  if (p.variance.empty()) return;
  double deviation = 0;
  for (const auto& row : p.variance) deviation = std::max(deviation, std::abs(row.measured / row.theory - 1));
  if (std::isfinite(deviation))
    say.push_back(fmt::format("The measured variance of the mini-batch gradient is within {} % of the theory's.",
                              short_number(100 * deviation, 2)));
}

void describe_effective_steps(const ProblemComparison& p, Sentences& say) {
  Sentences parts;
  for (const auto& o : p.optimizers) {
    std::vector<double> finite;
    std::copy_if(o.effective_step.median.begin(), o.effective_step.median.end(), std::back_inserter(finite),
                 [](double y) { return std::isfinite(y) && y > 0; });
    if (finite.size() > 1)
      parts.push_back(fmt::format("{} {} → {}", o.label, number(finite.front()), number(finite.back())));
  }
  if (!parts.empty())
    say.push_back(fmt::format("Median effective step, from the beginning to the end: {}.", listed(parts)));
}

void describe_who_diverged(const ProblemComparison& p, Sentences& say) {
  Sentences parts;
  for (const auto& o : p.optimizers)
    if (o.runs.diverged > 0)
      parts.push_back(fmt::format("{} ({} of {} runs)", o.label, o.runs.diverged, o.runs.planned));
  if (!parts.empty()) say.push_back(fmt::format("Diverged: {}.", listed(parts)));
  if (p.runs.failed > 0)
    say.push_back(fmt::format("{} failed, for the reasons given below.", counted(p.runs.failed, "run")));
  const auto skipped = names(p, [](const auto& o) { return o.runs.skipped > 0; });
  if (!skipped.empty()) say.push_back(fmt::format("Skipped, for the reasons given below: {}.", listed(skipped)));
  if (p.runs.missing > 0)
    say.push_back(fmt::format("{} of the {} planned runs {} missing.", p.runs.missing, p.runs.planned,
                              p.runs.missing == 1 ? "is" : "are"));
}

void describe_lower_than_minimum(const ProblemComparison& p, Sentences& say) {
  if (p.measures.front().name != "gap") return;
  const auto below =
      names(p, [&](const auto& o) { return o.measures.front().final.best < -1e-12 * std::abs(p.start); });
  if (!below.empty())
    say.push_back(fmt::format("{} went below the known minimum, {}: it is not the minimum.", listed(below),
                              short_number(p.minimum, 6)));
}

}  // namespace

std::vector<std::string> summarize(const ProblemComparison& problem) {
  Sentences say{who_was_best(problem)};
  describe_common_seeds(problem, say);
  describe_cost_of_steps(problem, say);
  describe_who_never_stopped(problem, say);
  describe_which_minimum(problem, say);
  describe_train_against_test(problem, say);
  describe_learning_rates(problem, say);
  describe_variance(problem, say);
  describe_effective_steps(problem, say);
  describe_who_diverged(problem, say);
  describe_lower_than_minimum(problem, say);
  return say;
}

std::vector<std::string> sentences_on(Topic topic, const ProblemComparison& p) {
  Sentences say;
  if (topic == Topic::variance) describe_variance(p, say);
  if (topic == Topic::learning_rates) describe_learning_rates(p, say);
  if (topic == Topic::effective_steps) describe_effective_steps(p, say);
  if (topic == Topic::test) describe_train_against_test(p, say);
  return say;
}

}  // namespace slalom::statistics
