// An executor without plugins.
#pragma once

#include "session/executor.hpp"

#include <limits>

namespace slalom::session {

/// Gives each run a record that ends at loss 1 after all steps of its budget.
class FakeExecutor final : public Executor {
 public:
  bool in_process = false;
  std::size_t interrupted_after = std::numeric_limits<std::size_t>::max();  ///< so many runs
  std::function<void(const suite::Case&, run::RunRecord&)> change = [](const auto&, auto&) {};
  std::function<void(const run::ExecutionOptions&, const run::RunEvents&)> before = [](const auto&...) {
  };                                              ///< every round
  std::vector<std::vector<suite::Run>> rounds{};  ///< of executed runs

  bool shares_process() const override { return in_process; }

 private:
  void execute_runs(const suite::Plan& plan, std::span<const suite::Run> runs, const run::ExecutionOptions& options,
                    const run::RunEvents& events) override {
    before(options, events);
    rounds.emplace_back();
    for (const auto& run : runs) {
      if (executed_++ >= interrupted_after) return;
      const auto& c = plan.cases.at(run.case_index);
      const auto steps = c.budget.steps.value();
      run::RunRecord record{.id = run.id, .seed = run.seed, .status = run::Status::finished, .steps = steps};
      record.points = {{.loss = 2}, {.step = steps, .loss = 1}};
      for (const auto target : c.targets) record.targets.push_back({.target = target});
      change(c, record);
      rounds.back().push_back(run);
      events.record(std::move(record));
      events.idle();
    }
  }

  std::size_t executed_ = 0;
};

inline void fail(run::RunRecord& record, const std::string& reason = "it does not work") {
  record.status = run::Status::failed;
  record.reason = reason;
  record.points.clear();
  record.targets.clear();
}

}  // namespace slalom::session
