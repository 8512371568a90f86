// Runs a plan in worker processes, so that a plugin that crashes, hangs or exits costs its own run only.
#pragma once

#include "loader/registry.hpp"
#include "run/execution.hpp"

namespace slalom::worker {

/// Executes `runs` of the plan, each identity once among them. SupervisorPolicy decides which run is the culprit of a
/// failure. Throws std::system_error if workers cannot be started, and what the events throw.
void supervise(const suite::Plan& plan, std::span<const suite::Run> runs, const loader::Registry& registry,
               const run::ExecutionOptions& options, const run::RunEvents& events);

}  // namespace slalom::worker
