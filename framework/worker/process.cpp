#include "worker/process.hpp"

#include "loader/search_paths.hpp"
#include "process/orphans.hpp"
#include "process/spawn.hpp"
#include "process/system_error.hpp"
#include "worker/printed.hpp"
#include "worker/worker.hpp"

#include <fcntl.h>
#include <poll.h>
#include <sys/mman.h>
#include <sys/random.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <csignal>
#include <set>

namespace slalom::host {

namespace {

constexpr const char* no_worker = "cannot start a worker";
constexpr int max_reads = 16;  // at a time, of a plugin that may never stop printing
constexpr std::chrono::milliseconds time_to_die{10'000};

/// All workers of this process.
std::set<pid_t>& running() {
  static std::set<pid_t> pids;
  return pids;
}

std::uint64_t draw_key() {
  std::uint64_t key = 0;
  if (getrandom(&key, sizeof key, 0) != sizeof key) throw_errno(no_worker);
  return key;
}

/// Our end, and the worker's.
std::pair<Descriptor, Descriptor> make_pipe() {
  std::array<int, 2> ends{};
  if (pipe2(ends.data(), O_CLOEXEC) != 0) throw_errno(no_worker);
  fcntl(ends[0], F_SETFL, O_NONBLOCK);
  fcntl(ends[0], F_SETPIPE_SZ, 1 << 20);  // a wish: fewer changes between the two processes
  return {Descriptor(ends[0]), Descriptor(ends[1])};
}

Descriptor file_of(const Bytes& bytes) {
  Descriptor file(memfd_create("slalom-assignment", MFD_CLOEXEC));
  if (file.get() < 0) throw_errno(no_worker);
  if (write(file.get(), bytes.data(), bytes.size()) != static_cast<ssize_t>(bytes.size())) throw_errno(no_worker);
  return file;
}

/// The first of the worker's own descriptors: as high as it may be, but not beyond 1024, where some programs stop.
int first_descriptor() {
  rlimit limit{};
  getrlimit(RLIMIT_NOFILE, &limit);
  return static_cast<int>(std::min<rlim_t>(limit.rlim_cur, 1024)) - inherited_count - 1;
}

pid_t start(const Descriptor& assignment, const Descriptor& records, int table, const Descriptor& printing,
            char* const* environment) {
  const int first = first_descriptor();
  const auto number = std::to_string(first);
  std::string name = "slalom", command = "worker", descriptor = number;
  const std::array<char*, 4> words{name.data(), command.data(), descriptor.data(), nullptr};

  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_adddup2(&actions, printing.get(), STDOUT_FILENO);
  posix_spawn_file_actions_adddup2(&actions, printing.get(), STDERR_FILENO);
  const auto inherit = [&](int from, Inherited as) {
    posix_spawn_file_actions_adddup2(&actions, from, first + static_cast<int>(as));
  };
  inherit(assignment.get(), Inherited::assignment);
  inherit(records.get(), Inherited::records);
  inherit(table, Inherited::table);
  const SpawnAttributes attributes;
  pid_t pid = -1;
  const int error = posix_spawn(&pid, running_program, &actions, attributes.get(), words.data(), environment);
  posix_spawn_file_actions_destroy(&actions);
  if (error != 0) throw std::system_error(error, std::generic_category(), no_worker);
  return pid;
}

/// Reads once, without waiting; gives what came to `take`. False if there was nothing. Closes it at its end, so that
/// nobody waits for it any more.
template <class Take>
bool read_some(Descriptor& descriptor, Take take) {
  if (descriptor.get() < 0) return false;
  std::array<std::uint8_t, 1U << 17U> buffer;
  const auto count = read(descriptor.get(), buffer.data(), buffer.size());
  if (count == 0) descriptor = Descriptor();
  if (count > 0) take(std::span(buffer.data(), static_cast<std::size_t>(count)));
  return count > 0;
}

}  // namespace

WorkerProcess::WorkerProcess(Assignment assignment)
    : table_(assignment.plan.runs.size()), frames_(assignment.key = draw_key()) {
  assignment.supervisor = getpid();
  const auto file = file_of(to_bytes(assignment));
  if (assignment.sandbox) folder_.emplace();
  auto [records, send] = make_pipe();
  auto [printing, print] = make_pipe();
  records_ = std::move(records);
  printing_ = std::move(printing);
  adopt_orphans();
  pid_ = start(file, send, table_.descriptor(), print, folder_ ? folder_->environment().data() : environ);
  running().insert(pid_);
  life_ = Descriptor(static_cast<int>(syscall(SYS_pidfd_open, pid_, 0)));
  if (life_.get() < 0) throw_errno(no_worker);
}

WorkerProcess::~WorkerProcess() {
  if (pid_ < 0) return;
  kill();
  pollfd ended{.fd = life(), .events = POLLIN, .revents = 0};
  poll(&ended, 1, static_cast<int>(time_to_die.count()));
  wait();
}

bool WorkerProcess::receive() {
  const bool sent = read_some(records_, [&](auto bytes) { frames_.add(bytes); });
  // After the records, so that what a run printed is there when its record is.
  const auto keep = [&](auto bytes) {
    append_printed(printed_, {reinterpret_cast<const char*>(bytes.data()), bytes.size()});
  };
  bool printed = false;
  for (int i = 0; i < max_reads && read_some(printing_, keep); ++i) printed = true;
  return sent || printed;
}

bool WorkerProcess::has_ended() const {
  pollfd ended{.fd = life(), .events = POLLIN, .revents = 0};
  return poll(&ended, 1, 0) == 1;
}

void WorkerProcess::kill() const {
  syscall(SYS_pidfd_send_signal, life(), SIGKILL, nullptr, 0);  // also if it has left its group
  ::kill(-pid_, SIGKILL);
}

int WorkerProcess::wait() {
  int status = SIGKILL;  // of one that even this does not end: it is abandoned
  waitpid(pid_, &status, WNOHANG);
  running().erase(pid_);
  kill_orphans(running());
  pid_ = -1;
  return status;
}

}  // namespace slalom::host
