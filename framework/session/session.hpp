// The run loop: what a suite asks for, and what its results lead to, is executed and stored.
#pragma once

#include "session/executor.hpp"
#include "session/verify.hpp"
#include "store/store.hpp"
#include "suite/shard.hpp"
#include "tune/seed_rule.hpp"

namespace slalom::session {

struct RunOptions {
  std::string command;                ///< for the provenance
  std::string level = {};             ///< of x86-64 that the plugins were built for, for the provenance; empty: none
  bool fresh = false;                 ///< stored runs are executed again
  std::optional<suite::Shard> shard;  ///< whose runs the plan has
  std::function<bool(const suite::Plan&, const suite::Case&)> selects = {};  ///< cases that are executed; empty: all
  std::optional<tune::SeedRule> seed_rule = std::nullopt;                    ///< adds seeds to what is requested
  std::optional<std::filesystem::path> from = std::nullopt;  ///< results of the same runs there are taken over
  run::ExecutionOptions execution = {};
};

struct Outcome {
  suite::Plan plan;      ///< as requested, with all that its results led to
  bool changed = false;  ///< in the store
  std::size_t taken_over = 0;
  std::size_t missing = 0;  ///< runs to execute when they were, in all rounds
  std::size_t done = 0;     ///< of these; the following are among them
  std::size_t diverged = 0, failed = 0, skipped = 0;

  bool interrupted() const { return done < missing; }
};

/// One results folder, and what executes its runs.
class Session {
 public:
  /// Opens the folder's store, or creates it, and keeps other writers out from then on. Registry and executor must
  /// outlive the session. Throws StoreError.
  Session(const std::filesystem::path& folder, const loader::Registry& registry, Executor& executor)
      : store_(folder, store::Store::Mode::write), registry_(registry), executor_(executor) {}

  /// Executes the runs of the plan that are not stored yet, those that failed included, and stores each. Where settings
  /// are tuned or seeds added, what the results lead to follows, until that is nothing new. `begin` and `end` of the
  /// events stand around every round. After an exception or an interruption the next call continues. Throws StoreError,
  /// CannotTune, and what executor and events throw.
  Outcome run(const suite::Plan& requested, const RunOptions& options, const run::RunEvents& events = {});

  /// Executes some of the plans' stored runs again; see verify.hpp.
  Verification verify(std::span<const suite::Plan> plans, std::size_t count, const run::ExecutionOptions& options,
                      const run::RunEvents& events = {}) {
    return session::verify(store_, plans, count, executor_, options, events);
  }

  const store::Store& store() const { return store_; }

 private:
  store::Store store_;
  const loader::Registry& registry_;
  Executor& executor_;
};

}  // namespace slalom::session
