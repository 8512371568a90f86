// A process that may do what it likes: it is heard, timed and outlived.
#pragma once

#include "process/descriptor.hpp"
#include "process/memory_file.hpp"
#include "process/private_folder.hpp"

#include <sys/types.h>

#include <chrono>
#include <optional>
#include <string>
#include <vector>

namespace slalom::check {

class ChildProcess {
 public:
  /// Starts a program, found by its path. It writes lines to descriptor `channel`; what it prints is kept.
  /// Throws std::system_error.
  /// `sandbox`: it is to enter one, and gets a folder of its own in TMPDIR.
  ChildProcess(const std::vector<std::string>& words, int channel, bool sandbox);
  /// Kills it if it still runs.
  ~ChildProcess();
  ChildProcess(const ChildProcess&) = delete;
  ChildProcess& operator=(const ChildProcess&) = delete;

  using Clock = std::chrono::steady_clock;

  /// The next line; nothing once it has closed the channel, or if none came in time.
  std::optional<std::string> line(Clock::time_point deadline);
  /// True if the last line or its end did not come in time.
  bool timed_out() const { return timed_out_; }

  /// Waits for its end, and ends it if it is out of time. How it ended, if not by itself with exit code 0.
  std::optional<std::string> end(std::chrono::seconds timeout);
  /// True if somebody else killed it, or the system for want of memory; or it did so itself.
  bool killed() const { return killed_; }
  /// So many processes that it had started, and that ran on at its end; they were ended.
  std::size_t left_behind() const { return left_behind_; }
  /// What it printed, of which the end if it is long.
  std::string printed() const;

 private:
  std::optional<process::PrivateFolder> folder_;
  pid_t pid_ = -1;
  process::MemoryFile printed_;
  process::Descriptor channel_, life_;
  std::string received_;
  bool timed_out_ = false, killed_ = false;
  std::size_t left_behind_ = 0;
};

}  // namespace slalom::check
