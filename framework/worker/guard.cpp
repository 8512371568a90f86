#include "worker/guard.hpp"

#include "loader/search_paths.hpp"
#include "process/orphans.hpp"
#include "process/start.hpp"

#include <poll.h>
#include <unistd.h>

namespace slalom::worker {

namespace {

bool start_one() {
  const auto& paths = group_paths_of_this_process();
  if (paths.memory.empty()) return false;
  process::keep_child(
      process::start({.program = loader::running_program,
                      .words = {"slalom", "guard", std::to_string(getpid()), paths.memory, paths.processes},
                      .descriptors = {{process::null_device, STDIN_FILENO},
                                      {process::null_device, STDOUT_FILENO},
                                      {process::null_device, STDERR_FILENO}},
                      .own_session = true},
                     "cannot start a process"));
  return true;
}

}  // namespace

void start_guard() { [[maybe_unused]] static const bool started = start_one(); }

void guard(pid_t supervisor, const GroupPaths& paths) {
  close_range(STDERR_FILENO + 1, ~0U, 0);  // what the supervisor inherited is to be closed as it ends
  if (chdir("/") != 0) return;
  const auto life = process::open_process(supervisor);
  pollfd ended{.fd = life.get(), .events = POLLIN, .revents = 0};
  while (life.get() >= 0 && poll(&ended, 1, -1) < 1) {
  }
  remove_stale_groups(paths);
}

}  // namespace slalom::worker
