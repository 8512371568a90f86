// The run loop: what a suite asks for, and what its results lead to, is executed and stored.
#pragma once

#include "session/executor.hpp"
#include "session/verify.hpp"
#include "store/store.hpp"
#include "suite/shard.hpp"
#include "tune/seed_rule.hpp"

namespace slalom::host {

struct RunOptions {
  std::string command;         ///< for the provenance
  std::string level = {};      ///< of x86-64 that the plugins were built for, for the provenance; empty: none
  bool fresh = false;          ///< stored runs are executed again
  std::optional<Shard> shard;  ///< whose runs the plan has
  std::function<bool(const Plan&, const Case&)> selects = nullptr;  ///< cases that are executed; empty: all
  std::optional<SeedRule> seed_rule = std::nullopt;                 ///< adds seeds to what is requested
  std::optional<std::filesystem::path> from = std::nullopt;         ///< results of the same runs there are taken over
  ExecutionOptions execution = {};
};

struct Outcome {
  Plan plan;             ///< as requested, with all that its results led to
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
  Session(const std::filesystem::path& folder, const Registry& registry, Executor& executor)
      : store_(folder, Store::Mode::write), registry_(registry), executor_(executor) {}

  /// Executes the runs of the plan that are not stored yet, those that failed included, and stores each. Where settings
  /// are tuned or seeds added, what the results lead to follows, until that is nothing new. `begin` and `end` of the
  /// events stand around every round. After an exception or an interruption the next call continues. Throws StoreError,
  /// CannotTune, and what executor and events throw.
  Outcome run(const Plan& requested, const RunOptions& options, const RunEvents& events = {});

  /// Executes some of the plans' stored runs again; see verify.hpp.
  Verification verify(std::span<const Plan> plans, std::size_t count, const ExecutionOptions& options,
                      const RunEvents& events = {}) {
    return host::verify(store_, plans, count, executor_, options, events);
  }

  const Store& store() const { return store_; }

 private:
  Store store_;
  const Registry& registry_;
  Executor& executor_;
};

}  // namespace slalom::host
