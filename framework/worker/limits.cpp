#include "worker/limits.hpp"

#include "worker/worker.hpp"

#include <malloc.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <fstream>
#include <thread>

namespace slalom::worker {

namespace {

/// Address space in use, in bytes.
rlim_t size_now() {
  rlim_t pages = 0;
  std::ifstream("/proc/self/statm") >> pages;
  return pages * static_cast<rlim_t>(sysconf(_SC_PAGESIZE));
}

/// Address space that a thread takes for itself: its stack, and what malloc reserves for it.
constexpr rlim_t per_thread = (8U + 128U) << 20U;
/// To end in order after an allocation that failed.
constexpr rlim_t spare = 64U << 20U;

/// By so many runs and problems. It can only be lowered again.
void limit_address_space(rlim_t parts, rlim_t each, rlim_t threads) {
  rlimit limit{};
  getrlimit(RLIMIT_AS, &limit);
  limit.rlim_max = std::min(limit.rlim_max, size_now() + parts * each + threads * per_thread + spare);
  limit.rlim_cur = limit.rlim_max;
  setrlimit(RLIMIT_AS, &limit);
}

/// What a control group counts beside what a run took: tables of pages, and what malloc adds to small pieces.
std::uint64_t with_room(std::uint64_t bytes) { return bytes + bytes / 20 + (2U << 20U); }

constexpr std::chrono::milliseconds watch_pause{10};

/// Held by the heap, with what is free in it.
std::int64_t heap_size() {
  const auto heap = mallinfo2();
  return static_cast<std::int64_t>(heap.arena + heap.hblkhd);
}

}  // namespace

void become_a_worker(const Assignment& assignment) {
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (getppid() != assignment.supervisor) _exit(0);  // it died before
  std::ofstream("/proc/self/oom_score_adj") << 1000;
  const rlimit none{0, 0};
  setrlimit(RLIMIT_CORE, &none);
  join(assignment.groups);
}

MemoryLimits::MemoryLimits(const Assignment& assignment)
    : each_(assignment.memory), jobs_(static_cast<std::size_t>(assignment.jobs)), runs_(assignment.plan.runs.size()) {
  if (each_ != 0 && !assignment.memory_group.empty()) group_.emplace(assignment.memory_group);
}

void MemoryLimits::problems_open(std::size_t count) { limit(count, count + jobs_); }

void MemoryLimits::runs_begin() {
  const auto at_a_time = std::min(jobs_, runs_);
  limit(at_a_time, jobs_);
  if (!group_) return;
  group_->fix_limit();
  if (at_a_time > 1) watch();
}

void MemoryLimits::limit(std::size_t parts, std::size_t parts_of_address_space) {
  if (each_ == 0) return;
  if (group_ && group_->limit(group_->held() + parts * with_room(each_))) return;
  group_.reset();
  limit_address_space(parts_of_address_space, each_, jobs_);
}

void MemoryLimits::watch() const {
  std::thread([this, most = group_->held() + with_room(each_), others = heap_size()] {
    for (;;) {
      std::this_thread::sleep_for(watch_pause);
      const auto beside_heap = [&] { return static_cast<std::int64_t>(group_->held()) - (heap_size() - others); };
      if (group_->used() > most && beside_heap() > static_cast<std::int64_t>(most)) _exit(worker_over_memory);
    }
  }).detach();
}

}  // namespace slalom::worker
