// Which runs of a worker have begun and how far they are, in memory that it shares with its supervisor: what the table
// says outlives the worker. A plugin may write to it, so that it is a hint and never a verdict.
#pragma once

#include "process/memory_file.hpp"

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <optional>

namespace slalom::worker {

class ProgressTable {
 public:
  /// One run's progress: 0 before it begins, 1 while it is set up, then one more than the number of its step.
  struct alignas(64) Slot {  // a cache line each: threads write them in every step
    std::atomic<std::uint64_t> progress;
  };

  /// A new table, all zero.
  explicit ProgressTable(std::size_t runs);
  /// The table behind a descriptor that was inherited; closes it.
  ProgressTable(int descriptor, std::size_t runs);
  ~ProgressTable();
  ProgressTable(const ProgressTable&) = delete;
  ProgressTable& operator=(const ProgressTable&) = delete;

  int descriptor() const { return file_->get(); }
  std::size_t runs() const { return runs_; }
  std::atomic<std::uint64_t>& progress(std::size_t run) const { return slots_[head_slots + run].progress; }
  /// One more than the index of the run whose problem is being opened; 0: none.
  std::atomic<std::uint64_t>& opening() const { return slots_[0].progress; }

 private:
  static constexpr std::size_t head_slots = 1;
  void map(int descriptor);
  std::size_t bytes() const { return (head_slots + runs_) * sizeof(Slot); }

  std::size_t runs_;
  std::optional<process::MemoryFile> file_;  // not in the worker
  Slot* slots_ = nullptr;
};

static_assert(std::atomic<std::uint64_t>::is_always_lock_free, "two processes use it");

}  // namespace slalom::worker
