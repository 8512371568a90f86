// From executed runs into the store.
#pragma once

#include "session/session.hpp"

#include <chrono>
#include <set>

namespace slalom::session {

/// Stores what the runs of one session give, counts it, and passes it on.
class ResultSink {
 public:
  ResultSink(store::Store& store, Executor& executor, const RunOptions& options, const run::RunEvents& events,
             Outcome& outcome)
      : store_(store), executor_(executor), options_(options), events_(events), outcome_(outcome) {}

  /// Executes runs of the plan; what they gave is on disk afterwards.
  void execute(const suite::Plan& plan, std::span<const suite::Run> runs);

 private:
  loader::CachedValues cached(const std::string& key) const;
  void store_problem_info(const std::string& key, const run::ProblemInfo& info);
  void store_record(run::RunRecord record);
  void commit_if_due();
  bool has_result(const suite::RunId& id) const;

  using Clock = std::chrono::steady_clock;

  store::Store& store_;
  Executor& executor_;
  const RunOptions& options_;
  const run::RunEvents& events_;
  Outcome& outcome_;
  std::set<std::string> opened_;  // keys of the problems that were opened in this session
  Clock::time_point committed_ = Clock::now();
};

}  // namespace slalom::session
