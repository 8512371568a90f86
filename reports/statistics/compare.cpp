#include "statistics/compare.hpp"

#include "statistics/baseline.hpp"
#include "statistics/conclusions.hpp"
#include "statistics/merge.hpp"
#include "statistics/numbers.hpp"
#include "statistics/problem.hpp"
#include "statistics/ranking.hpp"
#include "statistics/run_counts.hpp"
#include "statistics/sentences.hpp"
#include "statistics/separation.hpp"
#include "statistics/shown_labels.hpp"
#include "statistics/significance.hpp"
#include "statistics/threats.hpp"
#include "statistics/tuning.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace slalom::statistics {

namespace {

constexpr std::size_t max_suite = 100'000, max_fact = 500;

void flatten(const std::string& name, const Json& value, std::vector<Fact>& info) {
  if (value.is_object()) {
    for (const auto& [key, inner] : value.items()) flatten(name.empty() ? key : name + "." + key, inner, info);
  } else {
    const auto text =
        value.is_string() ? value.get<std::string>() : value.dump(-1, ' ', false, Json::error_handler_t::replace);
    info.push_back({clean_text(name), clean_text(text, max_fact)});
  }
}

std::size_t reported_cases(const suite::Plan& plan) {
  return static_cast<std::size_t>(std::ranges::count(plan.cases, suite::Phase::report, &suite::Case::phase));
}

/// The most seeds that a case may have had, where they were added in rounds.
std::optional<std::uint64_t> max_seeds(const Source& source, std::size_t plan) {
  if (plan >= source.provenance.size() || !source.provenance[plan].contains("most_seeds")) return std::nullopt;
  return source.provenance[plan].at("most_seeds").get<std::uint64_t>();
}

/// How often the results of a suite were looked at.
std::size_t interim_analyses_of(const std::vector<Source>& sources, const std::string& suite) {
  std::size_t count = 1;
  for (const auto& source : sources)
    for (std::size_t i = 0; i < source.plans.size(); ++i)
      if (const auto most = max_seeds(source, i); most && source.plans[i].suite == suite)
        count = std::max(count, interim_analyses(*most).size());
  return count;
}

/// A sentence on seeds that were added in rounds.
std::string on_rounds(const suite::Plan& plan, std::uint64_t most, double alpha) {
  const auto runs = static_cast<std::size_t>(std::ranges::count_if(
      plan.runs, [&](const auto& run) { return plan.cases[run.case_index].phase == suite::Phase::report; }));
  return fmt::format(
      "Seeds were added in rounds, up to {}, until the best optimizer of a problem was statistically distinguishable "
      "from the runner-up; all interim analyses share the level of {}, for which p-values are corrected. {} of at most "
      "{} reported runs were "
      "made.",
      most, short_number(alpha), runs, reported_cases(plan) * most);
}

/// The facts of the last command that made runs; of earlier ones what differs from them.
SuiteSource describe(const suite::Plan& plan, const Json& provenance) {
  SuiteSource suite;
  suite.name = clean_text(plan.suite);
  suite.about = clean_text(plan.about, 2000);
  suite.text = clean_lines(plan.text, max_suite);
  auto last = provenance;
  last.erase("earlier");
  flatten("", last, suite.provenance);
  std::vector<std::string> commands;  // in their order, each once
  const auto add = [&](const Json& made_by) {
    auto command = clean_text(made_by.value("command", ""), max_fact);
    if (!command.empty() && std::ranges::count(commands, command) == 0) commands.push_back(std::move(command));
  };
  const auto earlier = provenance.value("earlier", Json::array());
  for (const auto& before : earlier) add(before);
  add(provenance);
  suite.command = fmt::format("{}", fmt::join(commands, "\n"));
  const auto now = suite.provenance;
  for (std::size_t i = 0; i < earlier.size(); ++i) {
    std::vector<Fact> before;
    flatten("", earlier[i], before);
    for (const auto& fact : before)
      if (std::ranges::count(now, fact) == 0)
        suite.provenance.push_back({fmt::format("earlier, {}: {}", i + 1, fact.name), fact.value});
  }
  return suite;
}

void rank_experiment(ExperimentComparison& experiment, double alpha, const std::string& baseline) {
  std::vector<const ProblemComparison*> problems;
  for (const auto& p : experiment.problems) problems.push_back(&p);
  experiment.ranking = mean_ranks(problems, alpha);
  experiment.effort = rank_by_effort(problems);
  experiment.incomplete = ranks_with_missing(problems);
  experiment.baseline = count_against_baseline(experiment.problems, baseline);
  experiment.conclusions = summarize(experiment);
  experiment.headlines = headlines(experiment);
}

/// What notes and threats to validity are about.
struct Remarkable {
  std::vector<std::string> without_chance, despite_chance;  ///< pairs whose seeds all recorded the same
  std::vector<std::string> without_goal;                    ///< problems
  std::vector<const suite::Case*> with_results;
};

void add_plan(const Source& source, const suite::Plan& plan, const Styles& styles, std::size_t interim_analyses,
              const ReportOptions& options, Comparison& comparison, Remarkable& remarkable) {
  const auto baseline = [&](const suite::Experiment& e) {
    return options.baseline.empty() ? clean_text(e.baseline) : options.baseline;
  };
  const auto first = comparison.experiments.size();
  for (const auto& e : plan.experiments) {
    auto& experiment = comparison.experiments.emplace_back();
    experiment.suite = clean_text(plan.suite);
    experiment.name = clean_text(e.name);
    experiment.about = clean_text(e.about, 2000);
    experiment.question = clean_text(e.question, 300);
  }
  comparison.cases += reported_cases(plan);
  const auto runs = runs_by_case(plan);
  for (const auto& group : group_cases(plan)) {
    const auto loaded = load(source, plan, group, runs);
    for (const auto& c : loaded.cases) {
      if (!c.results.empty()) remarkable.with_results.push_back(c.c);
      if (same_run(c))
        (deterministic(c) ? remarkable.without_chance : remarkable.despite_chance)
            .push_back(fmt::format("{} on {}", c.c->optimizer.label, clean_text(c.c->problem.label)));
    }
    const auto& experiment = plan.experiments[plan.cases[group.front()].experiment];
    auto problem = compare_problem(loaded, styles,
                                   {interim_analyses, experiment.equivalence, options.alpha, baseline(experiment)});
    problem.tuning = compare_tuning(source, plan, group, runs, styles);
    const auto& stop = loaded.cases.front().c->stop;
    if (has_results(problem.runs) && reachable(stop, loaded.info) != stop)
      remarkable.without_goal.push_back(problem.label);
    comparison.runs += problem.runs;
    comparison.experiments[first + plan.cases[group.front()].experiment].problems.push_back(std::move(problem));
  }
  for (auto i = first; i < comparison.experiments.size(); ++i)
    rank_experiment(comparison.experiments[i], options.alpha, baseline(plan.experiments[i - first]));
}

void note_what_is_not_tuned(Comparison& comparison) {
  if (const auto pairs = pairs_not_tuned(comparison); pairs > 0)
    comparison.notes.insert(
        comparison.notes.begin(),
        fmt::format("This is a report on part of what was planned: {} of {} of an optimizer and a problem {} not tuned "
                    "yet, and {} no runs. 'slalom run' of the whole suite tunes them.",
                    pairs, counted(comparison.cases, "pair"), pairs == 1 ? "is" : "are", pairs == 1 ? "has" : "have"));
}

void note_what_is_missing(Comparison& comparison) {
  if (const auto missing = comparison.runs.missing; missing > 0)
    comparison.notes.insert(
        comparison.notes.begin(),
        fmt::format("This is a report on part of what was planned: {} of {} {} no result yet. 'slalom run' "
                    "of the whole suite makes the missing runs.",
                    missing, counted(comparison.runs.planned, "run"), missing == 1 ? "has" : "have"));
}

void note_repeated_runs(Comparison& comparison, const Remarkable& remarkable) {
  const auto note = [&](const std::vector<std::string>& pairs, const char* sentence) {
    if (pairs.empty()) return;
    const auto others = pairs.size() > 1 ? fmt::format(" (and of {} like it)", counted(pairs.size() - 1, "pair")) : "";
    comparison.notes.push_back(fmt::format(fmt::runtime(sentence), pairs.front() + others));
  };
  note(remarkable.without_chance,
       "All seeds of {} gave the same run: no random number was drawn, so one seed would do.");
  note(remarkable.despite_chance,
       "All seeds of {} recorded the same losses, although random numbers were drawn or may have been: they differ in "
       "nothing that was recorded.");
}

template <class Condition>
bool any_problem(const Comparison& comparison, Condition condition) {
  return std::ranges::any_of(comparison.experiments,
                             [&](const auto& e) { return std::ranges::any_of(e.problems, condition); });
}

/// Where optimizers of one problem were not tuned with the same effort, or by another loss than ranks go by.
void note_tuning(Comparison& comparison) {
  if (any_problem(comparison, [](const auto& p) { return !p.tuning.equal; }))
    comparison.notes.push_back(
        "Not all optimizers had the same effort of tuning; the sections on tuning say which had how much.");
  if (any_problem(comparison, [](const auto& p) { return p.tuning.on == "validation loss"; }))
    comparison.notes.push_back(
        "Settings were chosen by the validation loss, and ranks go by the training loss: what generalizes better may "
        "stand lower. The test metrics tell.");
}

void check_baseline(const std::vector<suite::Plan>& plans, const std::string& baseline) {
  if (baseline.empty()) return;
  std::vector<std::string> labels;
  for (const auto& plan : plans)
    for (const auto& c : plan.cases)
      if (std::ranges::find(labels, c.optimizer.label) == labels.end()) labels.push_back(c.optimizer.label);
  if (std::ranges::find(labels, baseline) == labels.end())
    throw UnknownBaseline(fmt::format("no optimizer has the label '{}'; there are: {}", baseline, listed(labels, 20)));
}

}  // namespace

Comparison compare(const std::vector<Source>& sources, const ReportOptions& options) {
  Comparison comparison;
  comparison.alpha = options.alpha;
  for (const auto& source : sources)
    for (std::size_t i = 0; i < source.plans.size(); ++i) {
      auto& suite = comparison.suites.emplace_back(
          describe(source.plans[i], i < source.provenance.size() ? source.provenance[i] : Json::object()));
      suite.results = clean_text(source.name);
    }
  auto merged = merge(sources);
  comparison.notes = std::move(merged.notes);
  show_labels(merged.source.plans);
  const Styles styles({merged.source});
  for (const auto& source : sources)
    for (std::size_t i = 0; i < source.plans.size(); ++i)
      if (const auto most = max_seeds(source, i))
        comparison.notes.push_back(on_rounds(source.plans[i], *most, options.alpha));
  check_baseline(merged.source.plans, options.baseline);
  std::vector<std::string> names;
  Remarkable remarkable;
  for (const auto& plan : merged.source.plans) {
    names.push_back(clean_text(plan.suite));
    add_plan(merged.source, plan, styles, interim_analyses_of(sources, plan.suite), options, comparison, remarkable);
  }
  note_what_is_not_tuned(comparison);
  note_what_is_missing(comparison);
  note_tuning(comparison);
  note_repeated_runs(comparison, remarkable);
  if (const auto& on = remarkable.without_goal; !on.empty())
    comparison.notes.push_back(fmt::format("On {} no run can stop by its gap: the minimum is not known.", listed(on)));
  comparison.threats = threats(comparison, remarkable.with_results);
  comparison.title = fmt::format("{}", fmt::join(names, ", "));

  if (comparison.experiments.size() > 1) comparison.ranking = mean_ranks(problems_of(comparison), options.alpha);
  return comparison;
}

std::size_t pairs_not_tuned(const Comparison& comparison) {
  std::size_t pairs = 0;
  for (const auto& e : comparison.experiments)
    for (const auto& p : e.problems)
      pairs +=
          static_cast<std::size_t>(std::ranges::count(p.optimizers, 0U, [](const auto& o) { return o.runs.planned; }));
  return pairs;
}

std::vector<const ProblemComparison*> problems_of(const Comparison& comparison) {
  std::vector<const ProblemComparison*> problems;
  for (const auto& e : comparison.experiments)
    for (const auto& p : e.problems)
      if (has_results(p.runs)) problems.push_back(&p);
  return problems;
}

}  // namespace slalom::statistics
