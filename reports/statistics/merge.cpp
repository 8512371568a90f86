#include "statistics/merge.hpp"

#include "statistics/comparable.hpp"
#include "statistics/numbers.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

namespace slalom::statistics {

namespace {

/// Experiment and problem label: what shares a table.
using ProblemKey = std::pair<std::size_t, std::string>;

/// The plans of one suite, one after the other.
class SuiteMerger {
 public:
  explicit SuiteMerger(const suite::Plan& first) {
    plan_.suite = first.suite;
    plan_.about = first.about;
    plan_.text = first.text;
  }

  void add(const Source& source, const suite::Plan& plan, std::vector<std::string>& conflicts_found) {
    const auto runs = runs_by_case(plan);
    for (const auto& group : group_cases(plan)) {
      const auto& first = plan.cases[group.front()];
      const ProblemKey problem_key{experiment(plan.experiments[first.experiment]), first.problem.label};
      ProblemPlan now{.source = &source, .cases = {}};
      for (const auto index : group) now.cases.push_back(&plan.cases[index]);
      for (const auto& earlier : problems_[problem_key])
        for (const auto& conflict : conflicts(earlier, now))
          conflicts_found.push_back(in_problem(problem_key) + conflict);
      problems_[problem_key].push_back(std::move(now));
      for (const auto index : group) add_runs(case_index(plan.cases[index], problem_key, source), runs[index]);
    }
  }

  /// Names the sources of different optimizers that have the same label.
  void name_sources(std::vector<std::string>& notes) {
    std::map<std::tuple<std::size_t, std::string, std::string>, std::vector<std::size_t>> by_label;
    for (std::size_t i = 0; i < plan_.cases.size(); ++i) {
      const auto& c = plan_.cases[i];
      by_label[{c.experiment, c.problem.label, c.optimizer.label}].push_back(i);
    }
    for (const auto& [where, cases] : by_label) own_labels_.insert(std::get<2>(where));
    std::map<std::string, std::vector<std::string>> labels;  // by what differs
    for (const auto& [where, cases] : by_label) {
      for (std::size_t i = 1; i < cases.size(); ++i) {
        const auto what = differences(plan_.cases[cases[0]], plan_.cases[cases[i]]);
        auto& known = labels[fmt::format("{} and {} differ in the {}", origins_[cases[0]]->name,
                                         origins_[cases[i]]->name, fmt::join(what, ", "))];
        if (std::ranges::find(known, std::get<2>(where)) == known.end()) known.push_back(std::get<2>(where));
      }
      if (cases.size() > 1)
        for (const auto i : cases) name_source(plan_.cases[i].optimizer.label, origins_[i]->name);
    }
    for (const auto& [what, who] : labels)
      notes.push_back(clean_text(fmt::format("{} of {}; these are shown apart, with the results' name in brackets.",
                                             what, fmt::join(who, ", ")),
                                 1000));
  }

  const suite::Plan& plan() const { return plan_; }

 private:
  /// "sgd (B)", or "sgd (B, 2)" where another optimizer is labelled "sgd (B)".
  void name_source(std::string& label, const std::string& source) const {
    auto name = fmt::format("{} ({})", label, source);
    for (int number = 2; own_labels_.contains(name); ++number) name = fmt::format("{} ({}, {})", label, source, number);
    label = name;
  }

  std::size_t experiment(const suite::Experiment& wanted) {
    const auto found = std::ranges::find(plan_.experiments, wanted.name, &suite::Experiment::name);
    if (found != plan_.experiments.end()) return static_cast<std::size_t>(found - plan_.experiments.begin());
    plan_.experiments.push_back(wanted);
    return plan_.experiments.size() - 1;
  }

  std::string in_problem(const ProblemKey& problem_key) const {
    const auto& name = plan_.experiments[problem_key.first].name;
    return clean_text(fmt::format("{}{}, {}", plan_.suite, name.empty() ? "" : ", " + name, problem_key.second)) + ": ";
  }

  /// Of the case with the same runs in an earlier source; it is added if there is none.
  std::size_t case_index(suite::Case c, const ProblemKey& problem_key, const Source& source) {
    const std::tuple key{problem_key.first, problem_key.second, suite::canonical(c)};
    const auto known = known_.find(key);
    if (known != known_.end() && origins_[known->second] != &source) return known->second;
    c.experiment = problem_key.first;
    c.trial.reset();  // studies are shown where they were made
    plan_.cases.push_back(std::move(c));
    origins_.push_back(&source);
    known_[key] = plan_.cases.size() - 1;
    return plan_.cases.size() - 1;
  }

  void add_runs(std::size_t index, const std::vector<suite::Run>& runs) {
    for (const auto& run : runs)
      if (seeds_.insert({index, run.seed}).second)
        plan_.runs.push_back({static_cast<std::uint32_t>(index), run.seed, run.id});
  }

  suite::Plan plan_;
  std::vector<const Source*> origins_;  // of the plan's cases
  std::map<std::tuple<std::size_t, std::string, std::string>, std::size_t> known_;
  std::map<ProblemKey, std::vector<ProblemPlan>> problems_;
  std::set<std::pair<std::size_t, std::uint64_t>> seeds_;
  std::set<std::string> own_labels_;  // of the suites
};

/// What the first source has that has a result; else a run without one.
std::optional<run::RunRecord> record_of(const std::vector<Source>& sources, const suite::RunId& id) {
  std::optional<run::RunRecord> failed;
  for (const auto& source : sources)
    if (auto record = source.record(id)) {
      if (!run::without_result(record->status)) return record;
      failed = std::move(record);
    }
  return failed;
}

std::optional<run::ProblemInfo> info_of(const std::vector<Source>& sources, const suite::Case& c) {
  for (const auto& source : sources)
    if (auto info = source.info(c)) return info;
  return std::nullopt;
}

}  // namespace

Merged merge(const std::vector<Source>& sources) {
  if (sources.size() == 1) return {.source = sources.front(), .notes = {}};
  std::vector<SuiteMerger> suites;
  std::vector<std::string> conflicts;
  for (const auto& source : sources)
    for (const auto& plan : source.plans) {
      auto known = std::ranges::find_if(suites, [&](const auto& s) { return s.plan().suite == plan.suite; });
      if (known == suites.end()) known = suites.insert(known, SuiteMerger(plan));
      known->add(source, plan, conflicts);
    }
  if (!conflicts.empty())
    throw NotComparable(
        fmt::format("these results cannot stand in one report, because suites of the same name must share what their "
                    "problems are:\n"
                    "  {}",
                    fmt::join(conflicts, "\n  ")));
  Merged merged;
  if (std::ranges::any_of(sources, [](const auto& source) {
        return std::ranges::any_of(source.plans, [](const auto& plan) { return !plan.studies.empty(); });
      }))
    merged.notes.push_back("The report of each of the results says how settings were tuned.");
  for (auto& suite : suites) {
    suite.name_sources(merged.notes);
    merged.source.plans.push_back(suite.plan());
  }
  merged.source.record = [&sources](const auto& id) { return record_of(sources, id); };
  merged.source.info = [&sources](const auto& c) { return info_of(sources, c); };
  return merged;
}

}  // namespace slalom::statistics
