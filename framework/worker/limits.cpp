#include "worker/limits.hpp"

#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <fstream>

namespace slalom::host {

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
void limit_address_space(const Assignment& assignment, rlim_t parts) {
  const auto threads = static_cast<rlim_t>(assignment.jobs) * per_thread;
  rlimit limit{};
  getrlimit(RLIMIT_AS, &limit);
  limit.rlim_max = std::min(limit.rlim_max, size_now() + parts * assignment.memory + threads + spare);
  limit.rlim_cur = limit.rlim_max;
  setrlimit(RLIMIT_AS, &limit);
}

}  // namespace

void become_a_worker(const Assignment& assignment) {
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (getppid() != assignment.supervisor) _exit(0);  // it died before
  std::ofstream("/proc/self/oom_score_adj") << 1000;
  const rlimit none{0, 0};
  setrlimit(RLIMIT_CORE, &none);
}

void limit_memory(const Assignment& assignment, std::size_t problems) {
  if (assignment.memory != 0) limit_address_space(assignment, problems + static_cast<rlim_t>(assignment.jobs));
}

void limit_memory_of_runs(const Assignment& assignment) {
  if (assignment.memory != 0) limit_address_space(assignment, static_cast<rlim_t>(assignment.jobs));
}

}  // namespace slalom::host
