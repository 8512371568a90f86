// From executed runs into the store.
#pragma once

#include "session/session.hpp"

#include <chrono>
#include <set>

namespace slalom::host {

/// Stores what the runs of one session give, counts it, and passes it on.
class ResultSink {
 public:
  ResultSink(Store& store, Executor& executor, const RunOptions& options, const RunEvents& events, Outcome& outcome)
      : store_(store), executor_(executor), options_(options), events_(events), outcome_(outcome) {}

  /// Executes runs of the plan; what they gave is on disk afterwards.
  void execute(const Plan& plan, std::span<const Run> runs);

 private:
  CachedValues cached(const std::string& key) const;
  void store_problem_info(const std::string& key, const ProblemInfo& info);
  void store_record(RunRecord record);
  void commit_if_due();
  bool has_result(const RunId& id) const;

  using Clock = std::chrono::steady_clock;

  Store& store_;
  Executor& executor_;
  const RunOptions& options_;
  const RunEvents& events_;
  Outcome& outcome_;
  std::set<std::string> opened_;  // keys of the problems that were opened in this session
  Clock::time_point committed_ = Clock::now();
};

}  // namespace slalom::host
