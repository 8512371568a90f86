// What the system is told about a worker.
#pragma once

#include "worker/assignment.hpp"

namespace slalom::host {

/// It dies with its supervisor, is the first to go where memory is short, and leaves no core files.
void become_a_worker(const Assignment& assignment);

/// What each run, and each problem as it is opened, takes from the heap is counted and limited by thread, in company as
/// alone (loader/heap.hpp). Around that stands a limit of the whole process, with room for what a run does not answer
/// for; no plugin without rights of root can raise it.
void limit_memory(const Assignment& assignment, std::size_t problems);
/// Once problems are open: from here on for the runs alone.
void limit_memory_of_runs(const Assignment& assignment);

}  // namespace slalom::host
