// What the system is told about a worker.
#pragma once

#include "worker/assignment.hpp"

namespace slalom::host {

/// It dies with its supervisor, is the first to go where memory is short, and leaves no core files.
void become_a_worker(const Assignment& assignment);

/// From here on the runs together may take no more than assignment.memory each.
void limit_memory(const Assignment& assignment);
void unlimit_memory();

}  // namespace slalom::host
