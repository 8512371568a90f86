#include "check/child_process.hpp"

#include "process/orphans.hpp"
#include "process/spawn.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <system_error>

namespace slalom::host {

namespace {

[[noreturn]] void fail(int error, const char* what) { throw std::system_error(error, std::generic_category(), what); }

constexpr std::size_t max_line = 64U << 20U;

std::vector<char*> pointers(const std::vector<std::string>& words) {
  std::vector<char*> all;
  for (const auto& word : words) all.push_back(const_cast<char*>(word.c_str()));
  all.push_back(nullptr);
  return all;
}

}  // namespace

ChildProcess::ChildProcess(const std::vector<std::string>& words, int channel, bool sandbox) {
  if (sandbox) folder_.emplace();
  std::array<int, 2> ends{};
  if (pipe2(ends.data(), O_CLOEXEC) != 0) fail(errno, "no pipe");
  channel_ = ends[0];
  printed_ = memfd_create("printed", MFD_CLOEXEC);
  if (printed_ < 0) fail(errno, "no memory for what a plugin prints");

  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_adddup2(&actions, printed_, 1);
  posix_spawn_file_actions_adddup2(&actions, printed_, 2);
  posix_spawn_file_actions_adddup2(&actions, ends[1], channel);
  const SpawnAttributes attributes;
  adopt_orphans();
  const int error = posix_spawn(&pid_, words[0].c_str(), &actions, attributes.get(), pointers(words).data(),
                                folder_ ? folder_->environment().data() : environ);
  posix_spawn_file_actions_destroy(&actions);
  close(ends[1]);
  if (error != 0) fail(error, words[0].c_str());
  life_ = Descriptor(static_cast<int>(syscall(SYS_pidfd_open, pid_, 0)));
}

ChildProcess::~ChildProcess() {
  if (pid_ > 0) {
    kill(pid_, SIGKILL);
    waitpid(pid_, nullptr, 0);
    kill_orphans();
  }
  close(channel_);
  close(printed_);
}

std::optional<std::string> ChildProcess::line(Clock::time_point deadline) {
  for (;;) {
    if (const auto end = received_.find('\n'); end != std::string::npos) {
      auto line = received_.substr(0, end);
      received_.erase(0, end + 1);
      return line;
    }
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(deadline - Clock::now()).count();
    // A process that it has left behind may hold the channel open.
    std::array<pollfd, 2> ready{pollfd{channel_, POLLIN, 0}, pollfd{life_.get(), POLLIN, 0}};
    if (left <= 0 || received_.size() > max_line || poll(ready.data(), ready.size(), static_cast<int>(left)) == 0) {
      timed_out_ = true;
      return std::nullopt;
    }
    std::array<char, 4096> block{};
    if ((ready[0].revents & (POLLIN | POLLHUP)) == 0) {
      if (ready[1].revents != 0) return std::nullopt;
      continue;  // a signal came between
    }
    const auto count = read(channel_, block.data(), block.size());
    if (count <= 0) return std::nullopt;
    received_.append(block.data(), static_cast<std::size_t>(count));
  }
}

std::optional<std::string> ChildProcess::end(std::chrono::seconds timeout) {
  if (!timed_out_) {  // it may have closed the channel and go on
    pollfd ended{life_.get(), POLLIN, 0};
    const auto wait = std::chrono::duration_cast<std::chrono::milliseconds>(timeout).count();
    timed_out_ = poll(&ended, 1, static_cast<int>(wait)) == 0;
  }
  if (timed_out_) kill(pid_, SIGKILL);
  int status = 0;
  waitpid(pid_, &status, 0);
  pid_ = -1;
  left_behind_ = kill_orphans();
  killed_ = !timed_out_ && WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL;
  if (WIFSIGNALED(status)) return fmt::format("it crashed: {}", strsignal(WTERMSIG(status)));
  if (WEXITSTATUS(status) != 0) return fmt::format("it ended the process with exit code {}", WEXITSTATUS(status));
  return std::nullopt;
}

std::string ChildProcess::printed() const {
  constexpr off_t most = 2000;
  const auto size = lseek(printed_, 0, SEEK_END);
  std::string text(static_cast<std::size_t>(std::clamp<off_t>(size, 0, most)), '\0');
  const auto count = pread(printed_, text.data(), text.size(), std::max<off_t>(0, size - most));
  text.resize(static_cast<std::size_t>(std::max<ssize_t>(count, 0)));
  return text;
}

}  // namespace slalom::host
