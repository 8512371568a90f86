#include "session/result_sink.hpp"

namespace slalom::session {

namespace {

constexpr std::chrono::milliseconds commit_pause{200};

}  // namespace

void ResultSink::execute(const suite::Plan& plan, std::span<const suite::Run> runs) {
  auto execution = options_.execution;
  execution.lookup = [this](const std::string& key) { return cached(key); };
  auto events = events_;
  events.problem_info = [this](const std::string& key, const run::ProblemInfo& info) { store_problem_info(key, info); };
  events.record = [this](run::RunRecord record) { store_record(std::move(record)); };
  events.idle = [this] {
    commit_if_due();
    events_.idle();
  };
  events.end = [this] {
    store_.commit();
    events_.end();
  };
  outcome_.missing += runs.size();
  executor_.execute(plan, runs, execution, events);
}

/// With `fresh` everything is computed again, but once.
loader::CachedValues ResultSink::cached(const std::string& key) const {
  if (options_.fresh && !opened_.contains(key)) return {};
  return store_.info(key).value_or(run::ProblemInfo()).cached;
}

void ResultSink::store_problem_info(const std::string& key, const run::ProblemInfo& info) {
  store_.put_info(key, info);
  opened_.insert(key);
  events_.problem_info(key, info);
}

void ResultSink::store_record(run::RunRecord record) {
  // A failure is not a result: it does not replace one, which `fresh` may have left there.
  const bool keep_old = options_.fresh && run::without_result(record.status) && has_result(record.id);
  if (!keep_old) store_.put(record);
  if (executor_.shares_process()) store_.commit();  // the next run may end this process
  ++outcome_.done;
  if (record.status == run::Status::diverged) ++outcome_.diverged;
  if (record.status == run::Status::failed) ++outcome_.failed;
  if (record.status == run::Status::skipped) ++outcome_.skipped;
  events_.record(std::move(record));
}

void ResultSink::commit_if_due() {
  if (const auto now = Clock::now(); now - committed_ >= commit_pause) {
    store_.commit();
    committed_ = now;
  }
}

bool ResultSink::has_result(const suite::RunId& id) const {
  const auto old = store_.find(id);
  return old && !run::without_result(old->status);
}

}  // namespace slalom::session
