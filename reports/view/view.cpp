#include "view/view.hpp"

#include "statistics/confidence.hpp"
#include "statistics/numbers.hpp"
#include "statistics/summary.hpp"
#include "view/cells.hpp"
#include "view/inference_tables.hpp"
#include "view/problem_tables.hpp"
#include "view/tuning_tables.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace slalom::view {

std::string anchor(std::size_t experiment) { return fmt::format("e{}", experiment + 1); }

std::string anchor(std::size_t experiment, std::size_t problem) {
  return fmt::format("e{}p{}", experiment + 1, problem + 1);
}

std::string link_in_page(std::size_t experiment, std::size_t problem) { return "#" + anchor(experiment, problem); }

namespace {

std::string title(const statistics::ExperimentComparison& e) { return e.name.empty() ? e.suite : e.name; }

/// One row a problem: who was best, by how much, how sure.
Table answer_table(const statistics::Comparison& comparison, const Dialect& in) {
  Table table({{"Experiment", Kind::text},
               {"Problem", Kind::text},
               {"Best", Kind::text},
               {"Its result"},
               {"Next", Kind::text},
               {"Its result"},
               {fmt::format("Significant (level {})", statistics::short_number(comparison.alpha)), Kind::text}});
  for (std::size_t e = 0; e < comparison.experiments.size(); ++e)
    for (std::size_t i = 0; i < comparison.experiments[e].problems.size(); ++i) {
      const auto& p = comparison.experiments[e].problems[i];
      const auto a = statistics::answer(p);
      Cell problem(p.label);
      problem.link = in.problem_link(e, i);
      table.add({title(comparison.experiments[e]),
                 problem,
                 {a.best, a.sure ? Look::strong : Look::plain},
                 a.best_result,
                 a.next,
                 a.next_result,
                 a.significant});
    }
  return table;
}

std::string info_text(const statistics::ProblemComparison& p) {
  if (p.dimension == 0) return p.problem;  // no run has told more
  std::string info = fmt::format("{}, {}", p.problem, statistics::counted(p.dimension, "parameter"));
  if (p.examples > 1) info += fmt::format(", {} training examples", p.examples);
  if (std::isfinite(p.minimum))
    info += fmt::format(", known minimum {}", statistics::short_number(p.minimum, 8));
  else
    info +=
        p.minimum_unknown.empty() ? ", minimum not known" : fmt::format(", minimum not known ({})", p.minimum_unknown);
  return p.seeds.empty() ? info : info + fmt::format(", {}", statistics::counted(p.seeds.size(), "seed"));
}

Json tuning_view(const statistics::ProblemTuning& tuning, const Dialect& in) {
  if (tuning.optimizers.empty()) return {};
  Json warnings = Json::array();
  for (const auto& o : tuning.optimizers)
    for (const auto& warning : o.warnings) warnings.push_back(warning);
  return {
      {"effort", tuning.effort}, {"on", tuning.on}, {"table", in.table(tuning_table(tuning))}, {"warnings", warnings}};
}

Json problem_view(const statistics::ProblemComparison& p, const Dialect& in) {
  const auto targets = target_tables(p);
  Json outputs = Json::array();
  for (const auto& i : p.failure_groups)
    if (!i.output.empty())
      outputs.push_back(
          {{"optimizer", i.optimizer}, {"seed", i.seeds.front()}, {"block", in.code_block(i.output, "")}});
  return {{"label", p.label},
          {"facts", info_text(p)},
          {"problem_settings", in.code_span(settings_in_words(p.settings))},
          {"conclusions", p.conclusions},
          {"results", in.table(results_table(p))},
          {"against_best", in.table(against_best_table(p))},
          {"against_baseline", in.table(baseline_table(p))},
          {"baseline", p.baseline.label},
          {"comparisons", statistics::counted(p.baseline.rows.size(), "comparison")},
          {"pairs", in.table(pairs_table(p))},
          {"expected_evaluations", in.table(expected_evaluations_table(p))},
          {"expected_seconds", in.table(expected_seconds_table(p))},
          {"location", in.table(location_table(p))},
          {"anytime", in.table(anytime_table(p))},
          {"robustness", in.table(robustness_table(p))},
          {"generalization", in.table(generalization_table(p))},
          {"good_rates", in.table(good_rates_table(p))},
          {"target_steps", in.table(targets.steps)},
          {"target_evaluations", in.table(targets.evaluations)},
          {"target_epochs", in.table(targets.epochs)},
          {"minima", in.table(minima_table(p))},
          {"metrics", in.table(metrics_table(p))},
          {"variance", in.table(variance_table(p))},
          {"rates", in.table(rates_table(p))},
          {"tuning", tuning_view(p.tuning, in)},
          {"settings", in.table(settings_table(p))},
          {"failure_groups", in.table(incidents_table(p))},
          {"outputs", outputs}};
}

/// Table and test of a ranking; null if there is none.
Json ranking_view(const statistics::Ranking& ranking, const Dialect& in) {
  if (ranking.optimizers.empty()) return {};
  const auto& t = ranking.test;
  return {
      {"problems", ranking.problems},
      {"table", in.table(ranking_table(ranking))},
      {"test",
       fmt::format("Friedman's test of equal ranks{}: χ² = {}, p = {}{}; Kendall's W = {}; critical difference {}: {}.",
                   t.permutation ? ", by permutation" : "", statistics::short_number(t.chi_squared, 3),
                   statistics::short_number(t.p, 2),
                   t.f_p > 0 ? fmt::format(" (Iman and Davenport: p = {})", statistics::short_number(t.f_p, 2))
                             : "",  // where all problems agree theirs says nothing
                   statistics::short_number(t.concordance, 2),
                   t.permutation ? "(also by permutation)" : "by Nemenyi's test",
                   std::isnan(t.critical_difference) ? "none, any ranks are consistent with chance"
                                                     : statistics::short_number(t.critical_difference, 3))},
      {"warnings", t.warnings}};
}

/// Null where no result is missing.
Json incomplete_view(const statistics::IncompleteRanking& ranking, const Dialect& in) {
  if (ranking.optimizers.empty()) return {};
  return {{"table", in.table(incomplete_ranking_table(ranking))},
          {"test", ranking.degrees == 0 ? "The results connect not all optimizers with each other: no test."
                                        : fmt::format("Skillings and Mack's test of equal ranks{}: T = {}, p = {}.",
                                                      ranking.permutation ? ", by permutation" : "",
                                                      statistics::short_number(ranking.statistic, 3),
                                                      statistics::short_number(ranking.p, 2))}};
}

Json suite_view(const statistics::SuiteSource& suite, const Dialect& in) {
  Table info({{"What", Kind::text}, {"Value", Kind::text}});
  for (const auto& fact : suite.provenance) info.add({fact.name, fact.value});
  return {{"name", suite.name},
          {"results", suite.results},
          {"command", suite.command.empty() ? "" : in.code_block(suite.command, "sh")},
          {"provenance", in.table(info)},
          {"text", suite.text.empty() ? "" : in.code_block(suite.text, "yaml")}};
}

/// The suite's question stands at the top; those of its experiments stand with them.
bool share_a_question(const statistics::Comparison& comparison) {
  const auto& all = comparison.experiments;
  return !all.empty() && std::ranges::all_of(all, [&](const auto& e) { return e.question == all.front().question; });
}

std::string counts(const statistics::Comparison& c) {
  std::string text = fmt::format("{} of {} of an optimizer and a problem", statistics::counted(c.runs.planned, "run"),
                                 statistics::counted(c.cases - statistics::pairs_not_tuned(c), "pair"));
  const auto& r = c.runs;
  text += fmt::format(": {} finished", r.finished);
  if (r.diverged > 0) text += fmt::format(", {} diverged", r.diverged);
  if (r.failed > 0) text += fmt::format(", {} failed", r.failed);
  if (r.skipped > 0) text += fmt::format(", {} skipped", r.skipped);
  if (r.missing > 0) text += fmt::format(", {} missing", r.missing);
  text += ".";
  if (r.clock_ended > 0)
    text += fmt::format(" {} ended by a budget of CPU time and cannot be repeated bit for bit.",
                        statistics::counted(r.clock_ended, "run"));
  return text;
}

}  // namespace

Json view(const statistics::Comparison& comparison, const Dialect& in) {
  const bool shared = share_a_question(comparison);
  Json experiments = Json::array();
  for (std::size_t e = 0; e < comparison.experiments.size(); ++e) {
    const auto& experiment = comparison.experiments[e];
    Json problems = Json::array();
    for (std::size_t i = 0; i < experiment.problems.size(); ++i) {
      Json problem = problem_view(experiment.problems[i], in);
      problem["anchor"] = anchor(e, i);
      problem["number"] = fmt::format("{}.{}", e + 1, i + 1);
      problems.push_back(std::move(problem));
    }
    experiments.push_back(
        {{"name", title(experiment)},
         {"about", experiment.about},
         {"question", shared ? "" : experiment.question},
         {"headlines", experiment.headlines},
         {"anchor", anchor(e)},
         {"number", std::to_string(e + 1)},
         {"conclusions", experiment.conclusions},
         {"ranking", ranking_view(experiment.ranking, in)},
         {"incomplete", incomplete_view(experiment.incomplete, in)},
         {"baseline", experiment.baseline.label},
         {"baseline_problems", statistics::counted(experiment.baseline.problems, "problem")},
         {"against_baseline",
          experiment.baseline.problems > 1 ? in.table(baseline_summary_table(experiment.baseline)) : ""},
         {"effort", in.table(effort_table(experiment.effort))},
         {"effort_problems", statistics::counted(experiment.effort.problems, "problem")},
         {"problems", problems}});
  }
  Json suites = Json::array(), abouts = Json::array();
  for (const auto& suite : comparison.suites) {
    suites.push_back(suite_view(suite, in));
    if (std::find(abouts.begin(), abouts.end(), suite.about) == abouts.end()) abouts.push_back(suite.about);
  }
  return {{"title", comparison.title},
          {"question", shared ? comparison.experiments.front().question : ""},
          {"suites", suites},
          {"abouts", abouts},
          {"counts", counts(comparison)},
          {"notes", comparison.notes},
          {"threats", comparison.threats},
          {"answer", in.table(answer_table(comparison, in))},
          {"ranking", ranking_view(comparison.ranking, in)},
          {"alpha", statistics::short_number(comparison.alpha)},
          {"confidence", statistics::short_number(100 * statistics::confidence_at(comparison.alpha))},
          {"markup", in.markup},
          {"experiments", experiments}};
}

}  // namespace slalom::view
