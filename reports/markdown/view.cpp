#include "markdown/view.hpp"

#include "markdown/escape.hpp"
#include "markdown/inference_tables.hpp"
#include "markdown/problem_tables.hpp"
#include "markdown/table.hpp"
#include "markdown/tuning_tables.hpp"
#include "statistics/answer.hpp"
#include "statistics/numbers.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace slalom::report {

namespace {

std::string anchor(std::size_t experiment) { return fmt::format("e{}", experiment + 1); }
std::string anchor(std::size_t experiment, std::size_t problem) {
  return fmt::format("e{}p{}", experiment + 1, problem + 1);
}

std::string title(const ExperimentComparison& e) { return e.name.empty() ? e.suite : e.name; }

/// One row a problem: who was best, by how much, how sure.
std::string answer_table(const Comparison& comparison) {
  Table table({{"Experiment", false},
               {"Problem", false},
               {"Best", false},
               {"Its result"},
               {"Next", false},
               {"Its result"},
               {"Difference significant", false}});
  for (std::size_t e = 0; e < comparison.experiments.size(); ++e)
    for (std::size_t i = 0; i < comparison.experiments[e].problems.size(); ++i) {
      const auto& p = comparison.experiments[e].problems[i];
      const auto a = answer(p);
      const auto best = a.sure ? fmt::format("**{}**", markdown(a.best)) : markdown(a.best);
      table.add({markdown(title(comparison.experiments[e])), fmt::format("[{}](#{})", markdown(p.label), anchor(e, i)),
                 best, a.best_result, markdown(a.next), a.next_result, a.significant});
    }
  return table.text();
}

Json pictures_view(const DrawnPictures& pictures) {
  Json list = Json::array();
  for (const auto& picture : pictures) list.push_back({{"file", picture.file}, {"caption", picture.caption}});
  return list;
}

std::string problem_facts(const ProblemComparison& p) {
  std::string facts =
      fmt::format("{}, {} {}", markdown(p.problem), p.dimension, p.dimension == 1 ? "parameter" : "parameters");
  if (p.examples > 1) facts += fmt::format(", {} training examples", p.examples);
  if (std::isfinite(p.minimum))
    facts += fmt::format(", known minimum {}", short_number(p.minimum, 8));
  else
    facts += p.minimum_unknown.empty() ? ", minimum not known"
                                       : fmt::format(", minimum not known ({})", markdown(p.minimum_unknown));
  facts += fmt::format(", {}", counted(p.seeds.size(), "seed"));
  std::string settings;
  for (const auto& [key, value] : p.settings.items())
    settings +=
        " " + code_span(fmt::format("{}: {}", key, value.is_string() ? value.get<std::string>() : value.dump()));
  return facts + (settings.empty() ? "" : ";" + settings);
}

Json tuning_view(const ProblemTuning& tuning) {
  if (tuning.optimizers.empty()) return {};
  Json warnings = Json::array();
  for (const auto& o : tuning.optimizers)
    for (const auto& warning : o.warnings) warnings.push_back(warning);
  return {{"effort", tuning.effort}, {"on", tuning.on}, {"table", tuning_table(tuning)}, {"warnings", warnings}};
}

Json problem_view(const ProblemComparison& p, const DrawnPictures& pictures) {
  const auto targets = target_tables(p);
  Json outputs = Json::array();
  for (const auto& i : p.incidents)
    if (!i.output.empty())
      outputs.push_back({{"optimizer", i.optimizer}, {"seed", i.seeds.front()}, {"block", code_block(i.output)}});
  return {{"label", p.label},
          {"facts", problem_facts(p)},
          {"conclusions", p.conclusions},
          {"results", results_table(p)},
          {"against_best", against_best_table(p)},
          {"expected_evaluations", expected_evaluations_table(p)},
          {"expected_seconds", expected_seconds_table(p)},
          {"location", location_table(p)},
          {"robustness", robustness_table(p)},
          {"generalization", generalization_table(p)},
          {"good_rates", good_rates_table(p)},
          {"pictures", pictures_view(pictures)},
          {"target_steps", targets.steps},
          {"target_evaluations", targets.evaluations},
          {"target_epochs", targets.epochs},
          {"minima", minima_table(p)},
          {"metrics", metrics_table(p)},
          {"variance", variance_table(p)},
          {"rates", rates_table(p)},
          {"tuning", tuning_view(p.tuning)},
          {"settings", settings_table(p)},
          {"incidents", incidents_table(p)},
          {"outputs", outputs}};
}

/// Tables, pictures and the test of a ranking; null if there is none.
Json ranking_view(const Ranking& ranking, const DrawnPictures& pictures) {
  if (ranking.optimizers.empty()) return {};
  const auto& t = ranking.test;
  return {
      {"problems", ranking.problems},
      {"table", ranking_table(ranking)},
      {"pictures", pictures_view(pictures)},
      {"test",
       fmt::format("Friedman's test of equal ranks{}: χ² = {}, p = {}{}; Kendall's W = {}; critical difference {}: {}.",
                   t.permutation ? ", by permutation" : "", short_number(t.chi_squared, 3), short_number(t.p, 2),
                   t.f_p > 0 ? fmt::format(" (Iman and Davenport: p = {})", short_number(t.f_p, 2))
                             : "",  // where all problems agree theirs says nothing
                   short_number(t.concordance, 2), t.permutation ? "(also by permutation)" : "by Nemenyi's test",
                   std::isnan(t.critical_difference) ? "none, any ranks are consistent with chance"
                                                     : short_number(t.critical_difference, 3))},
      {"doubts", t.doubts}};
}

Json suite_view(const SuiteSource& suite) {
  Table facts({{"What", false}, {"Value", false}});
  for (const auto& fact : suite.provenance) facts.add({markdown(fact.name), markdown(fact.value)});
  return {{"name", suite.name},
          {"results", suite.results},
          {"command", suite.command.empty() ? "" : code_block(suite.command, "sh")},
          {"provenance", facts.text()},
          {"text", suite.text.empty() ? "" : code_block(suite.text, "yaml")}};
}

std::string counts(const Comparison& c) {
  std::string text =
      fmt::format("{} of {} of an optimizer and a problem", counted(c.runs.planned, "run"), counted(c.cases, "pair"));
  const auto& r = c.runs;
  text += fmt::format(": {} finished", r.finished);
  if (r.diverged > 0) text += fmt::format(", {} diverged", r.diverged);
  if (r.failed > 0) text += fmt::format(", {} failed", r.failed);
  if (r.skipped > 0) text += fmt::format(", {} skipped", r.skipped);
  if (r.missing > 0) text += fmt::format(", {} missing", r.missing);
  text += ".";
  if (r.clock_ended > 0)
    text += fmt::format(" {} ended by a budget of CPU time and cannot be repeated bit for bit.",
                        counted(r.clock_ended, "run"));
  return text;
}

}  // namespace

Json view(const Comparison& comparison, const Pictures& pictures, const std::vector<std::string>& notes) {
  Json experiments = Json::array();
  for (std::size_t e = 0; e < comparison.experiments.size(); ++e) {
    const auto& experiment = comparison.experiments[e];
    Json problems = Json::array();
    for (std::size_t i = 0; i < experiment.problems.size(); ++i) {
      Json problem = problem_view(experiment.problems[i], pictures.of_problems[e][i]);
      problem["anchor"] = anchor(e, i);
      problem["number"] = fmt::format("{}.{}", e + 1, i + 1);
      problems.push_back(std::move(problem));
    }
    experiments.push_back({{"name", title(experiment)},
                           {"about", experiment.about},
                           {"anchor", anchor(e)},
                           {"number", std::to_string(e + 1)},
                           {"conclusions", experiment.conclusions},
                           {"ranking", ranking_view(experiment.ranking, pictures.of_experiments[e])},
                           {"effort", effort_table(experiment.effort)},
                           {"effort_problems", counted(experiment.effort.problems, "problem")},
                           {"problems", problems}});
  }
  Json suites = Json::array(), abouts = Json::array();
  for (const auto& suite : comparison.suites) {
    suites.push_back(suite_view(suite));
    if (std::find(abouts.begin(), abouts.end(), suite.about) == abouts.end()) abouts.push_back(suite.about);
  }
  auto all_notes = comparison.notes;
  all_notes.insert(all_notes.end(), notes.begin(), notes.end());
  return {{"title", comparison.title},
          {"suites", suites},
          {"abouts", abouts},
          {"counts", counts(comparison)},
          {"notes", all_notes},
          {"threats", comparison.threats},
          {"answer", answer_table(comparison)},
          {"ranking", ranking_view(comparison.ranking, pictures.overall)},
          {"alpha", short_number(comparison.alpha)},
          {"experiments", experiments}};
}

}  // namespace slalom::report
