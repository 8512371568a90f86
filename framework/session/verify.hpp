// Whether stored runs can be repeated: some of them, drawn at random, executed again.
#pragma once

#include "session/executor.hpp"
#include "store/store.hpp"

namespace slalom::session {

struct Verification {
  struct Difference {
    suite::RunId run;
    std::vector<std::string> fields;  ///< that differ, and how
  };
  std::size_t drawn = 0, repeated = 0;
  std::vector<Difference> different;
};

/// Executes `count` of the plans' stored runs again, or all if there are fewer. Failed runs, and those that a budget of
/// CPU seconds ended, are never drawn. Of the events, stray output and warnings are passed on, and `end`.
Verification verify(const store::Store& store, std::span<const suite::Plan> plans, std::size_t count,
                    Executor& executor, const run::ExecutionOptions& options, const run::RunEvents& events);

}  // namespace slalom::session
