#include "session/session.hpp"

#include "session/missing_runs.hpp"
#include "session/provenance.hpp"
#include "session/result_sink.hpp"
#include "tune/extend.hpp"
#include "worker/control_group.hpp"

#include <algorithm>

namespace slalom::session {

namespace {

/// What the store has of a suite.
struct StoredSuite {
  std::optional<suite::Plan> plan;
  Json provenance;
};

StoredSuite stored_suite(const store::Store& store, const std::string& suite) {
  auto plans = store.plans();
  const auto at = std::ranges::find(plans, suite, &suite::Plan::suite);
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

/// The run loop on one plan.
class PlanRun {
 public:
  PlanRun(store::Store& store, const loader::Registry& registry, Executor& executor, suite::Plan requested,
          const RunOptions& options, const run::RunEvents& events)
      : store_(store),
        registry_(registry),
        executor_(executor),
        options_(options),
        requested_(std::move(requested)),
        sink_(store, executor, options, events, outcome_) {
    if (options.from) from_.emplace(*options.from, store::Store::Mode::read);
  }

  Outcome complete() {
    const auto stored = stored_suite(store_, requested_.suite);
    auto& plan = outcome_.plan;
    plan = options_.fresh ? requested_ : advance();
    auto runs = missing();
    if (runs.empty() && stored.plan) {
      if (stored.plan != plan || outcome_.taken_over > 0) put(plan, with_seed_rule(stored.provenance));
      return std::move(outcome_);
    }
    auto provenance = begin_provenance(stored.provenance);
    do {
      put(plan, provenance);
      sink_.execute(plan, runs);
      if (outcome_.interrupted()) break;
      for (const auto& run : runs) attempted_.insert(run.id);
      plan = advance();
      runs = missing();
    } while (!runs.empty());
    put(plan, end_provenance(provenance));
    return std::move(outcome_);
  }

 private:
  /// The selected runs that are not stored, and not attempted before: those that fail do so only once.
  std::vector<suite::Run> missing() const {
    const auto& plan = outcome_.plan;
    auto runs = missing_runs(plan, options_.fresh ? std::vector<suite::RunId>() : store_.done(), options_.selects);
    std::erase_if(runs, [&](const suite::Run& run) { return attempted_.contains(run.id); });
    keep_one_of_damaged_problems(runs);
    return runs;
  }

  /// Runs of a problem whose data are damaged are sound: one puts the data again, and then they count.
  void keep_one_of_damaged_problems(std::vector<suite::Run>& runs) const {
    const auto& sound = store_.damage().of_problems;
    std::set<std::string> problems;
    std::erase_if(runs, [&](const suite::Run& run) {
      const auto found = sound.find(run.id);
      return found != sound.end() && !problems.insert(found->second).second;
    });
  }

  /// The requested plan with all that stored runs lead to: the next stages of tuning, and more seeds.
  suite::Plan advance() {
    while (true) {
      auto plan = tune::advance_tuning(requested_, store_);
      if (take_over(plan)) continue;
      if (!options_.seed_rule || !all_stored(plan)) return plan;
      const auto more = options_.seed_rule->more_seeds(plan, store_);
      if (more.empty()) return plan;
      tune::add_seeds(requested_, more);
    }
  }

  /// Copies the results of the plan's missing runs that the other folder has. False if there are none.
  bool take_over(const suite::Plan& plan) {
    if (!from_) return false;
    const auto there = from_->done();
    std::size_t taken = 0;
    for (const auto& run : missing_runs(plan, store_.done())) {
      if (!std::ranges::binary_search(there, run.id)) continue;
      const auto record = from_->find(run.id);
      if (!record) continue;
      store_.put(*record);
      ++taken;
      const auto key = run::problem_key(plan.cases.at(run.case_index));
      if (store_.info(key)) continue;
      if (const auto info = from_->info(key)) store_.put_info(key, *info);
    }
    store_.commit();
    outcome_.taken_over += taken;
    return taken > 0;
  }

  bool all_stored(const suite::Plan& plan) const {
    return std::ranges::all_of(plan.runs, [&](const suite::Run& run) { return store_.find(run.id).has_value(); });
  }

  void put(const suite::Plan& plan, const Json& provenance) {
    store_.put_plan(plan, provenance);
    store_.commit();
    outcome_.changed = true;
  }

  /// Whether seeds are added, and up to how many.
  Json with_seed_rule(Json provenance) const {
    provenance.erase("most_seeds");
    if (options_.seed_rule) provenance["most_seeds"] = options_.seed_rule->max_seeds;
    return provenance;
  }

  Json begin_provenance(const Json& before) const {
    const auto sandbox = executor_.shares_process() ? process::Sandbox::off : options_.execution.sandbox;
    auto now = with_seed_rule(continued(
        provenance(options_.command, outcome_.plan, registry_, options_.level, process::sandbox_text(sandbox)),
        before));
    now["limits"] = executor_.shares_process() ? "none" : worker::control_groups_text();
    if (const auto& shard = options_.shard) now["shards"] = {{"count", shard->count}, {"there", {shard->index}}};
    now["started"] = now_text();
    return now;
  }

  Json end_provenance(Json now) const {
    if (outcome_.taken_over > 0) now["taken_over"] = {{"from", options_.from->string()}, {"runs", outcome_.taken_over}};
    now["ended"] = now_text();
    now["runs"] = outcome_.done;
    return now;
  }

  store::Store& store_;
  const loader::Registry& registry_;
  Executor& executor_;
  const RunOptions& options_;
  std::optional<store::Store> from_;
  suite::Plan requested_;  // grows by seeds
  Outcome outcome_;
  ResultSink sink_;
  std::set<suite::RunId> attempted_;
};

}  // namespace

Outcome Session::run(const suite::Plan& requested, const RunOptions& options, const run::RunEvents& events) {
  return PlanRun(store_, registry_, executor_, requested, options, events).complete();
}

}  // namespace slalom::session
