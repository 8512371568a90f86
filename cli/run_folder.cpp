#include "run_folder.hpp"

#include "exit_code.hpp"
#include "failures.hpp"
#include "missing_runs.hpp"
#include "more_seeds.hpp"
#include "progress.hpp"
#include "provenance.hpp"
#include "store/store.hpp"
#include "tune/extend.hpp"
#include "verify.hpp"
#include "write_report.hpp"
#include "writer/write_report.hpp"

#include <fmt/format.h>

#include <chrono>
#include <iostream>
#include <set>

namespace slalom::cli {

namespace {

using Clock = std::chrono::steady_clock;
using host::Json;
using host::Store;

constexpr std::chrono::milliseconds commit_pause{200};

/// What the store holds of a suite.
struct Stored {
  std::optional<host::Plan> plan;
  Json provenance;
};

Stored stored_of(const Store& store, const std::string& suite) {
  auto plans = store.plans();
  const auto at = std::ranges::find(plans, suite, &host::Plan::suite);
  if (at == plans.end()) return {};
  return {*at, store.provenance().at(static_cast<std::size_t>(at - plans.begin()))};
}

/// The provenance of results that several commands made: the last one, with the `earlier` ones.
Json continued(Json now, Json before) {
  if (before.is_null()) return now;
  auto earlier = before.value("earlier", Json::array());
  before.erase("earlier");
  earlier.push_back(std::move(before));
  now["earlier"] = std::move(earlier);
  return now;
}

struct Outcome {
  std::size_t planned = 0, missing = 0, done = 0, diverged = 0, failed = 0, skipped = 0, taken_over = 0;

  /// `later`: of a later stage of the same plan.
  Outcome& operator+=(const Outcome& later) {
    planned = later.planned;
    missing += later.missing;
    done += later.done;
    diverged += later.diverged;
    failed += later.failed;
    skipped += later.skipped;
    return *this;
  }
};

/// Puts into the store what runs give, and keeps count.
class Intake {
 public:
  Intake(Store& store, const host::Plan& plan, std::span<const host::Run> missing, const RunOptions& options)
      : store_(store),
        fresh_(options.fresh),
        commits_each_(options.execute.in_process),
        failures_(plan, missing),
        progress_(missing.size(), Progress::style_for(options.quiet)),
        outcome_{.planned = count_runs(plan), .missing = missing.size()} {}

  void record(const host::RunRecord& record) {
    // A failure is no result: it does not take the place of one, which --fresh may have left there.
    const bool keep_old = fresh_ && without_result(record.status) && has_result(record.id);
    if (!keep_old) store_.put(record);
    if (commits_each_) store_.commit();
    ++outcome_.done;
    if (record.status == host::Status::diverged) ++outcome_.diverged;
    if (record.status == host::Status::failed) ++outcome_.failed;
    if (record.status == host::Status::skipped) ++outcome_.skipped;
    if (without_result(record.status)) failures_.add(record);
    progress_.add(record.status == host::Status::failed);
  }
  void commit_if_due() {
    if (const auto now = Clock::now(); now - committed_ >= commit_pause) {
      store_.commit();
      committed_ = now;
    }
  }
  Outcome end() {
    store_.commit();
    progress_.clear();
    failures_.print();
    return outcome_;
  }

 private:
  bool has_result(const host::RunId& id) const {
    const auto old = store_.find(id);
    return old && !without_result(old->status);
  }

  Store& store_;
  bool fresh_;
  bool commits_each_;  // the next run may end this process
  Failures failures_;
  Progress progress_;
  Outcome outcome_;
  Clock::time_point committed_ = Clock::now();
};

/// `opened`: the problems that this command has opened, by their keys.
Outcome execute_into(Store& store, const host::Plan& plan, std::span<const host::Run> missing,
                     const RunOptions& options, const Plugins& plugins, std::set<std::string>& opened) {
  Intake intake(store, plan, missing, options);
  auto how = options.execute;
  how.recall = [&](const std::string& key) {
    if (options.fresh && !opened.contains(key)) return host::CachedValues();
    return store.info(key).value_or(host::ProblemInfo()).kept;
  };
  execute(plan, missing, how, plugins,
          {.info =
               [&](const auto& key, const auto& info) {
                 store.put_facts(key, info);
                 opened.insert(key);
               },
           .record = [&](const auto& record) { intake.record(record); },
           .pause = [&] { intake.commit_if_due(); }});
  return intake.end();
}

/// Whether the plan's seeds were added in rounds, and up to how many.
void note_rounds(Json& provenance, std::uint64_t max_seeds) {
  provenance.erase("most_seeds");
  if (max_seeds > 0) provenance["most_seeds"] = max_seeds;
}

/// Copies the results of the plan's missing runs that the other results have; says how many.
std::size_t take_over(Store& store, const host::Plan& plan, const Store& other) {
  const auto there = other.done();
  std::size_t taken = 0;
  for (const auto& run : missing_runs(plan, store.done())) {
    if (!std::ranges::binary_search(there, run.id)) continue;
    store.put(*other.find(run.id));
    ++taken;
    const auto key = host::problem_key(plan.cases.at(run.case_index));
    if (store.info(key)) continue;
    if (const auto info = other.info(key)) store.put_facts(key, *info);
  }
  store.commit();
  return taken;
}

/// The plan with all that the stored runs lead to. Where seeds are added in rounds, `asked` grows too.
host::Plan grown(host::Plan& asked, const Store& store, std::uint64_t max_seeds) {
  while (true) {
    auto plan = host::extended(asked, store);
    const auto stored = [&](const host::Run& run) { return store.find(run.id).has_value(); };
    if (max_seeds == 0 || !std::ranges::all_of(plan.runs, stored) || !add_seeds(asked, plan, store, max_seeds))
      return plan;
  }
}

/// The same, after results of other folders were taken over where there are any; `taken` counts them.
host::Plan grown_with(const Store* other, host::Plan& asked, Store& store, std::uint64_t max_seeds,
                      std::size_t& taken) {
  while (true) {
    auto plan = grown(asked, store, max_seeds);
    const auto now = other == nullptr ? 0 : take_over(store, plan, *other);
    if (now == 0) return plan;
    taken += now;
  }
}

/// What is missing of the selected runs.
std::vector<host::Run> to_run(const host::Plan& plan, const Store& store, const RunOptions& options) {
  return selected(options.selection, plan,
                  missing_runs(plan, options.fresh ? std::vector<host::RunId>() : store.done()));
}

/// Runs what is missing, and then what its trials lead to, until that is nothing new. `plan` becomes what was run.
Outcome run_stages(Store& store, host::Plan& asked, host::Plan& plan, std::vector<host::Run> missing,
                   const Json& provenance, const RunOptions& options, const Plugins& plugins, const Store* other) {
  Outcome outcome;
  std::set<host::RunId> tried;  // those that failed are not tried twice
  std::set<std::string> opened;
  while (true) {
    outcome += execute_into(store, plan, missing, options, plugins, opened);
    if (outcome.done < outcome.missing) return outcome;
    for (const auto& run : missing) tried.insert(run.id);
    auto next = grown_with(other, asked, store, options.max_seeds, outcome.taken_over);
    if (next == plan) return outcome;
    plan = std::move(next);
    store.put_plan(plan, provenance);
    missing = to_run(plan, store, options);
    std::erase_if(missing, [&](const host::Run& run) { return tried.contains(run.id); });
    if (missing.empty()) return outcome;  // whatever the comparison of plans says: nothing new can come of nothing
  }
}

/// Runs one plan, which grows where settings are tuned; nothing if all is stored, and stored as the plan has it.
std::optional<Outcome> run_plan(Store& store, host::Plan& plan, const RunOptions& options, const Plugins& plugins) {
  const auto stored = stored_of(store, plan.suite);
  const auto other =
      options.from ? std::optional<Store>(std::in_place, *options.from, Store::Mode::read) : std::nullopt;
  const Store* const from = other ? &*other : nullptr;
  auto asked = plan;
  std::size_t taken = 0;
  if (!options.fresh) plan = grown_with(from, asked, store, options.max_seeds, taken);
  const auto missing = to_run(plan, store, options);
  if (missing.empty() && stored.plan == plan && taken == 0) return std::nullopt;
  if (missing.empty() && stored.plan) {
    auto kept = stored.provenance;
    note_rounds(kept, options.max_seeds);
    store.put_plan(plan, kept);
    return Outcome{.planned = count_runs(plan), .taken_over = taken};
  }
  auto now =
      continued(provenance(options.command, plan, plugins,
                           host::sandbox_text(options.execute.in_process ? host::Sandbox::off : plugins.sandbox)),
                stored.provenance);
  note_rounds(now, options.max_seeds);
  if (options.shard) now["shards"] = {{"count", options.shard->count}, {"there", {options.shard->index}}};
  now["started"] = now_text();
  store.put_plan(plan, now);
  store.commit();
  auto outcome = run_stages(store, asked, plan, missing, now, options, plugins, from);
  outcome.taken_over += taken;
  if (outcome.taken_over > 0) now["taken_over"] = {{"from", options.from->string()}, {"runs", outcome.taken_over}};
  now["ended"] = now_text();
  now["runs"] = outcome.done;
  store.put_provenance(plan.suite, now);
  return outcome;
}

void print(const std::string& suite, const Outcome& o) {
  std::string text = fmt::format("{}: {} runs, {} new", suite, o.planned, o.done);
  if (o.taken_over > 0) text += fmt::format(", {} taken over", o.taken_over);
  if (o.diverged > 0) text += fmt::format(", {} diverged", o.diverged);
  if (o.failed > 0) text += fmt::format(", {} failed", o.failed);
  if (o.skipped > 0) text += fmt::format(", {} skipped", o.skipped);
  std::cout << text << "\n";
}

}  // namespace

int run_folder(FolderPlans suites, const RunOptions& options, const Plugins& plugins) {
  Store store(suites.folder, Store::Mode::write);
  bool changed = false;
  std::size_t failed = 0;
  for (auto& plan : suites.plans) {
    const auto outcome = run_plan(store, plan, options, plugins);
    if (outcome && outcome->done < outcome->missing) {
      std::cerr << fmt::format("slalom: interrupted after {} of {} runs, which are kept; {}: {}\n", outcome->done,
                               outcome->missing, options.fresh ? "to start again" : "to continue", options.command);
      return interrupted;
    }
    changed = changed || outcome;
    failed += outcome ? outcome->failed : 0;
    print(plan.suite, outcome.value_or(Outcome{.planned = count_runs(plan)}));
  }
  store.commit();
  options.before_report();
  if (options.shard)
    std::cout << fmt::format("shard {} is in {}; 'slalom merge' combines all of them\n", to_text(*options.shard),
                             suites.folder.string());
  else if (changed || !report::has_current_report(suites.folder))
    write_report({suites.folder}, suites.folder);
  else
    name_report(suites.folder);
  if (options.verify > 0) {
    const auto verified = verify(store, suites.plans, options.verify, options.execute, plugins);
    if (verified.repeated < verified.drawn) return interrupted;
    std::cout << fmt::format(
        "repeated {} stored runs: {}\n", verified.repeated,
        verified.different == 0 ? "the same, bit for bit" : fmt::format("{} differ", verified.different));
    if (verified.different > 0) return differs;
  }
  return failed > 0 ? some_failed : all_right;
}

}  // namespace slalom::cli
