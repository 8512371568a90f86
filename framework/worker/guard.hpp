// What ends the processes that plugins started when the supervisor itself is ended, by whatever signal.
#pragma once

#include "worker/control_group.hpp"

#include <string>
#include <vector>

namespace slalom::worker {

/// Starts a process that waits until this one has ended, and then ends what is in the control groups that it made.
/// Once; nothing where it cannot make any.
void start_guard();

/// The whole life of that process.
void guard(pid_t supervisor, const GroupPaths& paths);

}  // namespace slalom::worker
