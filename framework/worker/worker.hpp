// The worker: a process that runs an assignment and hands over what comes of it.
#pragma once

namespace slalom::worker {

/// Descriptors that a worker inherits, counted from a first one that is high: plugins that scribble over low ones miss
/// them. Standard output and error lead to the supervisor by a pipe of their own.
enum class Inherited { assignment, records, table };
inline constexpr int inherited_count = 3;

/// Exit codes of a worker that could not go on. Over memory: one of its runs may have taken too much.
enum WorkerExit : int { worker_cannot_send = 120, worker_broken = 121, worker_over_memory = 122 };

/// The whole life of a worker. Never returns: what plugins would do at exit is not done.
[[noreturn]] void work(int first_descriptor);

}  // namespace slalom::worker
