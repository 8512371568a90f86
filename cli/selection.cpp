#include "selection.hpp"

#include "exit_code.hpp"
#include "loader/source.hpp"
#include "suite/values.hpp"

#include <fmt/format.h>
#include <fnmatch.h>

#include <algorithm>
#include <set>

namespace slalom::cli {

namespace {

using Names = std::vector<std::string>;

/// 'my_rule.py' and 'my_rule.py:MyRule', as suites write them, mean 'my_rule.py:my_rule'.
bool same_source(const std::string& pattern, const std::string& name) {
  const auto wanted = loader::source_name(pattern), known = loader::source_name(name);
  return wanted && known && loader::spelled_file(wanted->file) == loader::spelled_file(known->file) &&
         (wanted->entry.empty() || loader::same_entry(wanted->entry, known->entry));
}

/// A label may have characters of patterns: 'mlp (hidden=[8, 8])'.
bool match(const std::string& pattern, const Names& names) {
  return std::ranges::any_of(names, [&](const auto& name) {
    return name == pattern || fnmatch(pattern.c_str(), name.c_str(), 0) == 0 || same_source(pattern, name);
  });
}

bool any_matches(const Names& patterns, const Names& names) {
  return patterns.empty() || std::ranges::any_of(patterns, [&](const auto& p) { return match(p, names); });
}

Names experiment_names(const suite::Plan& plan, const suite::Case& c) {
  return {plan.experiments.at(c.experiment).name};
}
Names problem_names(const suite::Plan&, const suite::Case& c) { return {c.problem.name, c.problem.label}; }
Names optimizer_names(const suite::Plan&, const suite::Case& c) {
  return {c.optimizer.name, c.optimizer.label, c.optimizer.family};
}

using NamesOf = Names (*)(const suite::Plan&, const suite::Case&);

void check(const char* option, const Names& patterns, NamesOf names_of, const std::vector<const suite::Plan*>& plans,
           const std::string& where) {
  std::set<std::string> known;
  for (const auto* plan : plans)
    for (const auto& c : plan->cases)
      for (const auto& name : names_of(*plan, c)) known.insert(name);
  const Names names(known.begin(), known.end());
  for (const auto& pattern : patterns)
    if (!match(pattern, names))
      throw WrongRequest(
          fmt::format("--{} '{}' matches nothing in {}{}", option, pattern, where, suite::hint(pattern, names)));
}

}  // namespace

bool Selection::contains(const suite::Plan& plan, const suite::Case& c) const {
  return any_matches(experiments, experiment_names(plan, c)) && any_matches(problems, problem_names(plan, c)) &&
         any_matches(optimizers, optimizer_names(plan, c));
}

void add_selection(po::options_description& options) {
  const auto names = [] { return po::value<std::vector<std::string>>()->value_name("NAME"); };
  options.add_options()("experiment", names(),
                        "run only this experiment; patterns such as 'two*' are allowed; may be given several times");
  options.add_options()("problem", names(), "run only this problem, by its name or label; patterns as above");
  options.add_options()("optimizer", names(), "run only this optimizer, by its name or label; patterns as above");
}

Selection selection_of(const Given& given) {
  return {.experiments = given.texts("experiment"),
          .problems = given.texts("problem"),
          .optimizers = given.texts("optimizer")};
}

void check_names(const Selection& selection, const std::vector<const suite::Plan*>& plans, const std::string& where) {
  check("experiment", selection.experiments, experiment_names, plans, where);
  check("problem", selection.problems, problem_names, plans, where);
  check("optimizer", selection.optimizers, optimizer_names, plans, where);
}

void check_selection(const Selection& selection, const std::vector<const suite::Plan*>& plans) {
  check_names(selection, plans, "the suite");
  const auto some = [&](const suite::Plan* plan) {
    return std::ranges::any_of(plan->cases, [&](const auto& c) { return selection.contains(*plan, c); });
  };
  if (std::ranges::none_of(plans, some))
    throw WrongRequest("--experiment, --problem and --optimizer match nothing together: no experiment has this pair");
}

std::vector<suite::Run> selected(const Selection& selection, const suite::Plan& plan, std::vector<suite::Run> runs) {
  std::erase_if(runs, [&](const suite::Run& run) { return !selection.contains(plan, plan.cases.at(run.case_index)); });
  return runs;
}

}  // namespace slalom::cli
