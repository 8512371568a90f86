#include "statistics/threats.hpp"

#include "run/pack.hpp"
#include "statistics/numbers.hpp"
#include "statistics/sentences.hpp"
#include "statistics/significance.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace slalom::statistics {

namespace {

using Problems = std::vector<const ProblemComparison*>;
using Cases = std::vector<const suite::Case*>;

void few_seeds(const Problems& problems, Sentences& say) {
  constexpr std::size_t few = 10;
  std::size_t least = few;
  for (const auto* p : problems)
    if (!p->deterministic && p->ranked_seeds > 0 && compares(*p)) least = std::min(least, p->ranked_seeds);
  if (least < few)
    say.push_back(
        fmt::format("Few seeds: some comparisons rest on {}. Only large differences can be significant, and "
                    "intervals are uncertain.",
                    counted(least, "seed")));
}

void untuned(const Cases& cases, Sentences& say) {
  const auto by_hand =
      std::ranges::count_if(cases, [](const auto* c) { return c->optimizer.learning_rate && !c->trial; });
  if (by_hand > 0)
    say.push_back(
        fmt::format("Untuned: the learning rates of {} of an optimizer and a problem are defaults or set by hand. "
                    "Another choice may change the order.",
                    counted(static_cast<std::size_t>(by_hand), "pair")));
}

void tuned_at_edge(const Problems& problems, Sentences& say) {
  std::size_t count = 0;
  for (const auto* p : problems)
    for (const auto& o : p->tuning.optimizers) count += o.at_edge ? 1 : 0;
  if (count > 0)
    say.push_back(fmt::format("Tuned at an edge: the best settings of {} lie at the edge of what was searched.",
                              counted(count, "pair")));
}

void kinds_of_problems(const Problems& problems, const Cases& cases, Sentences& say) {
  if (std::ranges::any_of(cases, [](const auto* c) { return c->precision == suite::Precision::float32; }))
    say.push_back("float32: some runs computed in single precision, which limits how low a loss can get.");
  if (std::ranges::any_of(cases, [](const auto* c) { return !c->problem.start.empty(); }))
    say.push_back(
        "One fixed start: on some problems all runs begin at the same point, so results hold for that start.");
  const auto unknown_minima = std::ranges::count_if(problems, [](const auto* p) { return std::isnan(p->minimum); });
  if (unknown_minima > 0)
    say.push_back(
        fmt::format("Unknown minimum: on {} it is not known how far the best result is from the best possible.",
                    counted(static_cast<std::size_t>(unknown_minima), "problem")));
}

void unequal_budgets(const Problems& problems, Sentences& say) {
  if (const auto labels = with_unequal_budgets(problems); !labels.empty())
    say.push_back(
        fmt::format("Unequal budgets: on {} some optimizers were allowed to spend more than others, so their final "
                    "losses, speed scores and areas over curves are not comparable.",
                    listed(labels)));
}

void timing(const Problems& problems, Sentences& say) {
  const bool timed = std::ranges::any_of(problems, [](const auto* p) {
    return p->unit == Unit::cpu_seconds ||
           std::ranges::any_of(p->optimizers, [](const auto& o) { return o.seconds_per_step.worst > 0; });
  });
  if (!timed) return;
  say.push_back("Timing: CPU times were taken while runs shared the machine, with each other and with other programs.");
  const auto many = [](const auto* p) { return p->seeds.size() >= run::min_runs_for_packs; };
  if (std::ranges::any_of(problems, many))
    say.push_back(
        fmt::format("Runs stepped together: with {} seeds or more, runs of elementwise optimizers are stepped together "
                    "where the problem allows it. They take less CPU time than single runs, so CPU times of "
                    "optimizers that differ in this are not comparable.",
                    run::min_runs_for_packs));
}

}  // namespace

std::vector<std::string> threats(const Comparison& comparison, const std::vector<const suite::Case*>& cases) {
  Sentences say;
  const auto problems = problems_of(comparison);
  few_seeds(problems, say);
  untuned(cases, say);
  tuned_at_edge(problems, say);
  unequal_budgets(problems, say);
  kinds_of_problems(problems, cases, say);
  timing(problems, say);
  if (const auto compared = std::ranges::count_if(problems, [](const auto* p) { return compares(*p); }); compared > 1)
    say.push_back(fmt::format(
        "No correction over problems: each of the {} problems has a level of {} of its own, so that "
        "without any differences up to {} significant results are to be expected.",
        compared, short_number(comparison.alpha), short_number(comparison.alpha * static_cast<double>(compared), 2)));
  return say;
}

}  // namespace slalom::statistics
