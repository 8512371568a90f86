#include "store/merge.hpp"

#include "run/differences.hpp"
#include "suite/expand_stages.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace slalom::store {

namespace {

namespace fs = std::filesystem;

Store open(const fs::path& folder) { return {folder, Store::Mode::read}; }

/// The processor level of the plugins that made results; empty if there was no choice of levels.
std::string level_of(const Json& provenance) {
  return provenance.value(Json::json_pointer("/program/level"), std::string());
}

/// The folder, and where its results were made.
std::string made_by(const fs::path& folder, const Json& provenance) {
  const auto known = [&](const char* pointer) {
    return provenance.value(Json::json_pointer(pointer), std::string("unknown"));
  };
  const auto level = level_of(provenance);
  return fmt::format("{} (machine {}, {}; slalom {}, commit {}, {}{})", folder.string(), known("/machine/host"),
                     known("/machine/processor"), known("/program/version"), known("/program/commit"),
                     known("/program/compiler"), level.empty() ? "" : ", " + level);
}

suite::Plan without_hashes(suite::Plan plan) {
  for (auto& c : plan.cases) {
    c.problem.plugin_hash.clear();
    c.optimizer.plugin_hash.clear();
    c.optimizer.schedule_hash.clear();
  }
  return plan;
}

/// In what two plans of one suite differ besides their runs; empty if in nothing.
std::string difference(const suite::Plan& a, const suite::Plan& b) {
  if (a.experiments != b.experiments) return "the experiments";
  if (a.cases.size() != b.cases.size()) return fmt::format("{} cases against {}", a.cases.size(), b.cases.size());
  for (std::size_t i = 0; i < a.cases.size(); ++i) {
    if (a.cases[i] == b.cases[i]) continue;
    std::vector<std::string> where;
    for (const auto& change : Json::diff(suite::to_json(a.cases[i]), suite::to_json(b.cases[i])))
      where.push_back(change.at("path"));
    if (!where.empty())
      return fmt::format("{} on {}: {}", a.cases[i].optimizer.label, a.cases[i].problem.label, fmt::join(where, ", "));
  }
  return "";
}

/// Why they differ in `what`. Plugins that were built for another processor level, or again, have other bits.
std::string reason(const suite::Plan& a, const Json& made_a, const suite::Plan& b, const Json& made_b,
                   const std::string& what) {
  if (!difference(without_hashes(a), without_hashes(b)).empty()) return "they differ in " + what;
  const auto first = level_of(made_a), second = level_of(made_b);
  if (first == second) return "it was made by other plugin files (" + what + ")";
  if (first.empty() || second.empty())
    return fmt::format("the plugins of one were built for {}, those of the other were not",
                       first.empty() ? second : first);
  return fmt::format(
      "its plugins were built for {}, the other's for {}. Results are the same to the last bit at one level only: set "
      "SLALOM_LEVEL={} for all runs",
      second, first, std::min(first, second));
}

/// A suite whose plans are being put together.
struct Merging {
  suite::Plan plan;
  fs::path first;  ///< the folder of the first plan
  Json provenance;
  Parts parts;
};

/// Keeps of each kind of machine and program one, with how many results came from it.
void note_machine(Json& provenance, const Json& source) {
  const Json kind{{"machine", source.value("machine", Json())}, {"program", source.value("program", Json())}};
  for (auto& known : provenance["sources"])
    if (known.at("machine") == kind.at("machine") && known.at("program") == kind.at("program")) {
      known["results"] = known.at("results").get<std::uint64_t>() + 1;
      return;
    }
  auto& added = provenance["sources"].emplace_back(kind);
  added["results"] = 1;
}

void note_parts(Parts& parts, const Json& source) {
  if (!source.contains("shards")) return;
  const auto count = source.at("shards").at("count").get<std::uint64_t>();
  if (parts.count != count) parts = {.count = count, .there = {}, .command = ""};
  parts.there.merge(source.at("shards").at("there").get<std::set<std::uint64_t>>());
  parts.command = source.value("command", "");
}

class Merger {
 public:
  Merger(Store& into, std::span<const fs::path> folders) : into_(into), folders_(folders) {}

  void merge() {
    const auto plans = into_.plans();
    const auto provenance = into_.provenance();
    for (std::size_t i = 0; i < plans.size(); ++i) add_plan(before, plans[i], provenance.at(i));
    for (const auto& folder : folders_) add(folder);
    for (auto& suite : suites_) {
      sort_runs(suite.plan);
      if (suite.parts.count > 0)
        suite.provenance["shards"] = {{"count", suite.parts.count}, {"there", suite.parts.there}};
      into_.put_plan(suite.plan, suite.provenance);
    }
  }

  std::map<std::string, Parts> parts() const {
    std::map<std::string, Parts> all;
    for (const auto& suite : suites_) all.emplace(suite.plan.suite, suite.parts);
    return all;
  }

 private:
  static constexpr const char* before = "the results that were there before";

  void add(const fs::path& folder) {
    const auto from = open(folder);
    const auto plans = from.plans();
    const auto provenance = from.provenance();
    for (std::size_t i = 0; i < plans.size(); ++i) {
      add_plan(folder, plans[i], provenance.at(i));
      for (const auto& c : plans[i].cases) add_facts(from, run::problem_key(c));
      for (const auto& run : plans[i].runs)
        if (const auto record = from.find(run.id)) add_record(folder, *record);
    }
  }

  void add_plan(const fs::path& folder, const suite::Plan& grown, const Json& provenance) {
    const auto plan = suite::as_requested(grown);
    auto suite = std::ranges::find_if(suites_, [&](const Merging& m) { return m.plan.suite == plan.suite; });
    if (suite == suites_.end()) {
      suite = suites_.insert(suite, {.plan = plan, .first = folder, .provenance = provenance, .parts = {}});
    } else {
      if (const auto what = difference(suite->plan, plan); !what.empty())
        throw MergeConflict(fmt::format("{} has another plan of the suite '{}' than {}: {}", folder.string(),
                                        plan.suite, suite->first.string(),
                                        reason(suite->plan, suite->provenance, plan, provenance, what)));
      suite->plan.runs.insert(suite->plan.runs.end(), plan.runs.begin(), plan.runs.end());
    }
    note_machine(suite->provenance, provenance);
    note_parts(suite->parts, provenance);
  }

  /// Those of one problem are the same in every folder.
  void add_facts(const Store& from, const std::string& key) {
    if (info_present_.contains(key)) return;
    if (const auto info = from.info(key)) {
      into_.put_info(key, *info);
      info_present_.insert(key);
    }
  }

  void add_record(const fs::path& folder, const run::RunRecord& record) {
    const auto known = into_.find(record.id);
    if (!known || known->status == run::Status::failed) return into_.put(record);
    if (record.status == run::Status::failed || known->clock_ended || record.clock_ended) return;
    const auto different = run::differences(*known, record);
    if (!different.empty())
      throw MergeConflict(fmt::format("run {} has other results in\n  {}\nthan in\n  {}:\n  {}", record.id.text(),
                                      origin(folder, record.id), first_origin(record.id, folder),
                                      fmt::join(different, "\n  ")));
  }

  /// The folder, and where the results of the suite with this run were made; nothing if it does not have the run.
  static std::string origin(const fs::path& folder, const suite::RunId& id) {
    const auto store = open(folder);
    if (!store.find(id)) return "";
    const auto plans = store.plans();
    const auto plan = std::ranges::find_if(
        plans, [&](const suite::Plan& p) { return std::ranges::find(p.runs, id, &suite::Run::id) != p.runs.end(); });
    return plan == plans.end() ? folder.string()
                               : made_by(folder, store.provenance().at(static_cast<std::size_t>(plan - plans.begin())));
  }

  /// Of the run that was merged before those of `last`.
  std::string first_origin(const suite::RunId& id, const fs::path& last) const {
    for (const auto& folder : folders_) {
      if (folder == last) break;
      if (auto found = origin(folder, id); !found.empty()) return found;
    }
    for (const auto& suite : suites_)
      if (suite.first == before) return made_by(before, suite.provenance);
    return before;
  }

  static void sort_runs(suite::Plan& plan) {
    const auto key = [](const suite::Run& run) { return std::pair(run.case_index, run.seed); };
    std::ranges::sort(plan.runs, {}, key);
    const auto repeated = std::ranges::unique(plan.runs, {}, key);
    plan.runs.erase(repeated.begin(), repeated.end());
  }

  Store& into_;
  std::span<const fs::path> folders_;
  std::vector<Merging> suites_;
  std::set<std::string> info_present_;  // keys of what was put
};

}  // namespace

std::map<std::string, Parts> merge(Store& into, std::span<const fs::path> folders) {
  Merger merger(into, folders);
  try {
    merger.merge();
  } catch (...) {
    into.roll_back();
    throw;
  }
  into.commit();
  return merger.parts();
}

}  // namespace slalom::store
