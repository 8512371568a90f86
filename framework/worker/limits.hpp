// What the system is told about a worker.
#pragma once

#include "worker/assignment.hpp"
#include "worker/control_group.hpp"

#include <optional>

namespace slalom::worker {

/// It dies with its supervisor, is the first to go where memory is short, leaves no core files, and is in its control
/// groups.
void become_a_worker(const Assignment& assignment);

/// What each run, and each problem as it is opened, takes from the heap is counted and limited by thread, in company as
/// alone (loader/heap.hpp). What they take otherwise is limited for the whole worker: by its control group, or else by
/// the size of its address space, with room for what runs do not answer for. No plugin without rights of root can raise
/// these limits.
class MemoryLimits {
 public:
  /// Before the sandbox is entered.
  explicit MemoryLimits(const Assignment& assignment);

  /// So many problems are opened next.
  void problems_open(std::size_t count);
  /// All are open; from here on for the runs alone. One of several runs that takes more than it may, but not more than
  /// all of them together, ends the worker: repeated isolated, it is found.
  void runs_begin();

 private:
  /// The address space can only be lowered again: there problems and runs stand side by side.
  void limit(std::size_t parts, std::size_t parts_of_address_space);
  void watch() const;

  std::uint64_t each_;  // bytes; 0: no limits
  std::size_t jobs_, runs_;
  std::optional<GroupMemory> group_{};
};

}  // namespace slalom::worker
