#include "check/child_process.hpp"

#include "process/orphans.hpp"
#include "process/pipe.hpp"
#include "process/start.hpp"

#include <fmt/format.h>
#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <cstring>

namespace slalom::check {

namespace {

constexpr std::size_t max_line = 64U << 20U, max_printed = 2000;

}  // namespace

ChildProcess::ChildProcess(const std::vector<std::string>& words, int channel, bool sandbox)
    : printed_("no memory for what a plugin prints") {
  if (sandbox) folder_.emplace();
  auto pipe = process::make_pipe("no pipe");
  channel_ = std::move(pipe.read);
  process::adopt_orphans();
  pid_ = process::start({.program = words[0],
                         .words = words,
                         .descriptors = {{process::null_device, 0},
                                         {printed_.get(), 1},
                                         {printed_.get(), 2},
                                         {pipe.write.get(), channel}},
                         .environment = folder_ ? folder_->environment().data() : environ,
                         .own_session = true},
                        words[0]);
  life_ = process::open_process(pid_);
}

ChildProcess::~ChildProcess() {
  if (pid_ < 0) return;
  kill(pid_, SIGKILL);
  process::wait_for(pid_);
  process::kill_orphans();
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
    std::array<pollfd, 2> ready{pollfd{channel_.get(), POLLIN, 0}, pollfd{life_.get(), POLLIN, 0}};
    if (left <= 0 || received_.size() > max_line || poll(ready.data(), ready.size(), static_cast<int>(left)) == 0) {
      timed_out_ = true;
      return std::nullopt;
    }
    std::array<char, 4096> block{};
    if ((ready[0].revents & (POLLIN | POLLHUP)) == 0) {
      if (ready[1].revents != 0) return std::nullopt;
      continue;  // a signal came between
    }
    const auto count = read(channel_.get(), block.data(), block.size());
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
  const int status = process::wait_for(pid_);
  pid_ = -1;
  left_behind_ = process::kill_orphans();
  killed_ = !timed_out_ && WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL;
  if (WIFSIGNALED(status)) return fmt::format("it crashed: {}", strsignal(WTERMSIG(status)));
  if (WEXITSTATUS(status) != 0) return fmt::format("it ended the process with exit code {}", WEXITSTATUS(status));
  return std::nullopt;
}

std::string ChildProcess::printed() const { return printed_.last(max_printed); }

}  // namespace slalom::check
