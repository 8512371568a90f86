#include "worker/process.hpp"

#include "loader/search_paths.hpp"
#include "process/memory_file.hpp"
#include "process/orphans.hpp"
#include "process/pipe.hpp"
#include "process/sandbox.hpp"
#include "process/start.hpp"
#include "process/system_error.hpp"
#include "worker/guard.hpp"
#include "worker/printed.hpp"
#include "worker/worker.hpp"

#include <fcntl.h>
#include <poll.h>
#include <sys/random.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <csignal>
#include <set>

namespace slalom::worker {

namespace {

constexpr const char* no_worker = "cannot start a worker";
constexpr int max_output_reads = 16;  // at a time, of a plugin that may never stop printing
constexpr std::size_t max_processes = 1000, max_processes_per_run = 100;  // threads included
constexpr std::chrono::milliseconds time_to_end{10'000};

/// All workers of this process.
std::set<pid_t>& running() {
  static std::set<pid_t> pids;
  return pids;
}

std::uint64_t draw_key() {
  std::uint64_t key = 0;
  if (getrandom(&key, sizeof key, 0) != sizeof key) process::throw_errno(no_worker);
  return key;
}

/// For what a worker sends: read without waiting.
process::Pipe make_channel() {
  auto pipe = process::make_pipe(no_worker);
  fcntl(pipe.read.get(), F_SETFL, O_NONBLOCK);
  fcntl(pipe.read.get(), F_SETPIPE_SZ, 1 << 20);  // a wish: fewer changes between the two processes
  return pipe;
}

std::string_view text_of(const Bytes& bytes) { return {reinterpret_cast<const char*>(bytes.data()), bytes.size()}; }

/// The first of the worker's own descriptors: as high as it may be, but not beyond 1024, where some programs stop.
int first_descriptor() {
  rlimit limit{};
  getrlimit(RLIMIT_NOFILE, &limit);
  return static_cast<int>(std::min<rlim_t>(limit.rlim_cur, 1024)) - inherited_count - 1;
}

pid_t start_worker(int assignment, int records, int table, int printing, char* const* environment) {
  const int first = first_descriptor();
  const auto as = [first](Inherited which) { return first + static_cast<int>(which); };
  return process::start({.program = loader::running_program,
                         .words = {"slalom", "worker", std::to_string(first)},
                         .descriptors = {{process::null_device, STDIN_FILENO},
                                         {printing, STDOUT_FILENO},
                                         {printing, STDERR_FILENO},
                                         {assignment, as(Inherited::assignment)},
                                         {records, as(Inherited::records)},
                                         {table, as(Inherited::table)}},
                         .environment = environment,
                         .own_session = true},
                        no_worker);
}

/// Reads once, without waiting; gives what came to `take`. False if there was nothing. Closes it at its end, so that
/// nobody waits for it any more.
template <class Take>
bool read_some(process::Descriptor& descriptor, Take take) {
  if (descriptor.get() < 0) return false;
  thread_local std::array<std::uint8_t, 1U << 17U> buffer;  // too large for a small stack
  const auto count = read(descriptor.get(), buffer.data(), buffer.size());
  if (count == 0) descriptor = process::Descriptor();
  if (count > 0) take(std::span(buffer.data(), static_cast<std::size_t>(count)));
  return count > 0;
}

}  // namespace

WorkerProcess::WorkerProcess(Assignment assignment)
    : table_(assignment.plan.runs.size()), frames_(assignment.key = draw_key()) {
  assignment.supervisor = getpid();
  if (group_ != nullptr) {
    group_->limit_processes(max_processes + max_processes_per_run * static_cast<std::size_t>(assignment.jobs));
    assignment.groups = group_->folders();
    assignment.memory_group = group_->memory();
  }
  const auto bytes = to_bytes(assignment);
  const process::MemoryFile file(no_worker, text_of(bytes));
  if (assignment.sandbox) folder_.emplace();
  auto records = make_channel(), printing = make_channel();
  records_ = std::move(records.read);
  printing_ = std::move(printing.read);
  process::adopt_orphans();
  if (!assignment.sandbox || !process::sandbox_support().complete()) start_guard();
  pid_ = start_worker(file.get(), records.write.get(), table_.descriptor(), printing.write.get(),
                      folder_ ? folder_->environment().data() : environ);
  running().insert(pid_);
  life_ = process::open_process(pid_);
  if (life_.get() < 0) process::throw_errno(no_worker);
}

WorkerProcess::~WorkerProcess() {
  if (pid_ < 0) return;
  kill();
  pollfd ended{.fd = life(), .events = POLLIN, .revents = 0};
  poll(&ended, 1, static_cast<int>(time_to_end.count()));
  wait();
}

bool WorkerProcess::receive() {
  const bool sent = read_some(records_, [&](auto bytes) { frames_.add(bytes); });
  // After the records, so that what a run printed is there when its record is.
  const auto keep = [&](auto bytes) {
    append_printed(printed_, {reinterpret_cast<const char*>(bytes.data()), bytes.size()});
  };
  bool printed = false;
  for (int i = 0; i < max_output_reads && read_some(printing_, keep); ++i) printed = true;
  return sent || printed;
}

bool WorkerProcess::has_ended() const {
  pollfd ended{.fd = life(), .events = POLLIN, .revents = 0};
  return poll(&ended, 1, 0) == 1;
}

void WorkerProcess::kill() const {
  syscall(SYS_pidfd_send_signal, life(), SIGKILL, nullptr, 0);  // also if it has left its group
  ::kill(-pid_, SIGKILL);
  if (group_ != nullptr) group_->kill();
}

int WorkerProcess::wait() {
  int status = SIGKILL;  // of one that even this does not end: it is abandoned
  waitpid(pid_, &status, WNOHANG);
  running().erase(pid_);
  process::kill_orphans(running());
  pid_ = -1;
  return status;
}

}  // namespace slalom::worker
