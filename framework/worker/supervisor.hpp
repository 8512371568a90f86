// Runs a plan in worker processes, so that a plugin that crashes, hangs or exits costs its own run only.
#pragma once

#include "loader/registry.hpp"
#include "run/execution.hpp"

namespace slalom::host {

/// Executes `runs` of the plan, each identity once among them. SupervisorPolicy decides which run is the culprit of a
/// failure. Throws std::system_error if workers cannot be started, and what the events throw.
void supervise(const Plan& plan, std::span<const Run> runs, const Registry& registry, const ExecutionOptions& options,
               const RunEvents& events);

}  // namespace slalom::host
