#include "worker/limits.hpp"

#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

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
constexpr rlim_t a_thread = (8U + 128U) << 20U;

}  // namespace

void become_a_worker(const Assignment& assignment) {
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (getppid() != assignment.supervisor) _exit(0);  // it died before
  std::ofstream("/proc/self/oom_score_adj") << 1000;
  const rlimit none{0, 0};
  setrlimit(RLIMIT_CORE, &none);
}

void limit_memory(const Assignment& assignment) {
  if (assignment.memory == 0) return;
  const auto jobs = static_cast<rlim_t>(assignment.jobs);
  const auto threads = assignment.alone ? 0 : jobs * a_thread;
  rlimit limit{};
  getrlimit(RLIMIT_AS, &limit);
  limit.rlim_cur = std::min(limit.rlim_max, size_now() + jobs * assignment.memory + threads);
  setrlimit(RLIMIT_AS, &limit);
}

void unlimit_memory() {
  rlimit limit{};
  getrlimit(RLIMIT_AS, &limit);
  limit.rlim_cur = limit.rlim_max;
  setrlimit(RLIMIT_AS, &limit);
}

}  // namespace slalom::host
