#include "statistics/conclusions.hpp"
#include "statistics/numbers.hpp"
#include "statistics/sentences.hpp"
#include "statistics/significance.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <map>

namespace slalom::statistics {

namespace {

/// Problems with something to be said of them here: of runs that are missing or failed other sentences tell.
std::vector<const ProblemComparison*> with_answers(const ExperimentComparison& experiment) {
  std::vector<const ProblemComparison*> problems;
  for (const auto& p : experiment.problems)
    if (has_results(p.runs) || (has_runs(p.runs) && p.runs.failed == 0)) problems.push_back(&p);
  return problems;
}

/// "On quadratic: adam …"; the problem's name is left out where it is the only one.
std::string on(const ExperimentComparison& experiment, const ProblemComparison& p, const std::string& sentence) {
  return experiment.problems.size() == 1 ? sentence : fmt::format("On {}: {}", p.label, sentence);
}

void describe_what_is_missing(const ExperimentComparison& experiment, Sentences& say) {
  std::vector<std::string> missing;
  for (const auto& p : experiment.problems)
    if (!has_runs(p.runs)) missing.push_back(p.label);
  if (missing.size() == experiment.problems.size())
    say.emplace_back("There are no results yet.");
  else if (!missing.empty())
    say.push_back(fmt::format("No results yet on {}.", listed(missing)));
}

/// Optimizers with no result at all on some problem, by where.
void describe_who_always_failed(const std::vector<ProblemComparison>& problems, Sentences& say) {
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

/// Optimizers of which some runs failed: a crash counts as the worst result.
void describe_who_failed(const std::vector<ProblemComparison>& problems, Sentences& say) {
  Sentences parts;
  for (const auto& p : problems)
    for (const auto& o : p.optimizers)
      if (o.runs.failed > 0 && o.rank > 0)
        parts.push_back(fmt::format("{} ({} of {} runs{})", o.label, o.runs.failed, runs_made(o),
                                    problems.size() == 1 ? "" : " on " + p.label));
  if (!parts.empty()) say.push_back(fmt::format("Failed runs, which count as the worst: {}.", listed(parts)));
}

/// "Over all 12 problems", "Over 12 problems, of the 3 optimizers that have results on each of them,"
std::string over_problems(const ExperimentComparison& e) {
  const auto& ranked = e.ranking.optimizers;
  const auto of_all = e.ranking.problems == e.problems.size() ? "all " : "";
  const bool all_optimizers = std::ranges::all_of(e.problems, [&](const auto& p) {
    return std::ranges::all_of(p.optimizers, [&](const auto& o) {
      return std::ranges::find(ranked, o.label, &MeanRank::label) != ranked.end();
    });
  });
  return fmt::format(
      "Over {}{} problems{}", of_all, e.ranking.problems,
      all_optimizers ? "" : fmt::format(", of the {} optimizers that have results on each of them,", ranked.size()));
}

void describe_mean_ranks(const ExperimentComparison& e, Sentences& say) {
  const auto& ranked = e.ranking.optimizers;
  const auto& test = e.ranking.test;
  if (ranked.size() < 2 || std::isnan(test.critical_difference)) return;  // the ranks can show nothing
  std::vector<std::string> tied;
  for (const auto& o : ranked)
    if (o.mean_rank - ranked.front().mean_rank < 1e-9) tied.push_back(o.label);
  const auto rank = [](const MeanRank& o) { return short_number(o.mean_rank, 3); };
  if (tied.size() > 1)
    say.push_back(
        fmt::format("{} {} are tied for the best mean rank, {}.", over_problems(e), listed(tied), rank(ranked[0])));
  else
    say.push_back(fmt::format("{} {} has the best mean rank, {}; then {}, {}{}.", over_problems(e), ranked[0].label,
                              rank(ranked[0]), ranked[1].label, rank(ranked[1]),
                              test.first_p < test.alpha ? ""
                                                        : fmt::format(": a difference that is consistent with chance "
                                                                      "(p = {})",
                                                                      short_number(test.first_p, 2))));
}

}  // namespace

std::vector<std::string> summarize(const ExperimentComparison& experiment) {
  Sentences say;
  const auto problems = with_answers(experiment);
  constexpr std::size_t most = 6;
  for (std::size_t i = 0; i < std::min(most, problems.size()); ++i)
    say.push_back(on(experiment, *problems[i], problems[i]->conclusions.front()));
  describe_what_is_missing(experiment, say);
  describe_who_always_failed(experiment.problems, say);
  describe_who_failed(experiment.problems, say);
  describe_mean_ranks(experiment, say);
  return say;
}

std::vector<std::string> headlines(const ExperimentComparison& experiment) {
  constexpr std::size_t most = 2;
  Sentences say;
  const auto problems = with_answers(experiment);
  for (const auto topic : {Topic::variance, Topic::learning_rates, Topic::effective_steps, Topic::test})
    if (!problems.empty() && say.empty())
      for (const auto& sentence : sentences_on(topic, *problems.front()))
        if (say.size() < most - 1) say.push_back(on(experiment, *problems.front(), sentence));
  describe_mean_ranks(experiment, say);
  for (const auto* p : problems)
    if (say.size() < most) say.push_back(on(experiment, *p, p->conclusions.front()));
  if (say.size() > most) say.resize(most);
  if (problems.empty()) {
    describe_what_is_missing(experiment, say);
    describe_who_always_failed(experiment.problems, say);
  }
  return say;
}

}  // namespace slalom::statistics
