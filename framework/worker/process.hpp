// A worker as its supervisor sees it: started, listened to, ended.
#pragma once

#include "process/descriptor.hpp"
#include "process/private_folder.hpp"
#include "worker/assignment.hpp"
#include "worker/control_group.hpp"
#include "worker/frame.hpp"
#include "worker/progress_table.hpp"

#include <optional>

namespace slalom::worker {

class WorkerProcess {
 public:
  /// Starts this program again as `worker`. Fills in the assignment's supervisor and key.
  /// Throws std::system_error if the system does not let it.
  explicit WorkerProcess(Assignment assignment);
  /// Kills it if it still lives.
  ~WorkerProcess();
  WorkerProcess(const WorkerProcess&) = delete;
  WorkerProcess& operator=(const WorkerProcess&) = delete;

  /// Descriptors that become readable when it sent something, printed something, or ended; -1 when closed.
  int records() const { return records_.get(); }
  int printing() const { return printing_.get(); }
  int life() const { return life_.get(); }

  /// Takes in some of what it sent and printed, without waiting. False if there was nothing.
  bool receive();
  /// See FrameReader.
  bool next(Bytes& payload) { return frames_.next(payload); }
  /// What it printed, or the last of it.
  const std::string& printed() const { return printed_; }

  bool has_ended() const;
  /// Whether the kernel has ended a process of it because its memory was used up. Never where it has no control group.
  bool out_of_memory() const { return group_ != nullptr && group_->out_of_memory(); }
  /// It, and all that it started, as far as that can be found.
  void kill() const;
  /// Takes leave of it, if it has ended, and ends all processes that it left behind. A status as of waitpid().
  int wait();

  const ProgressTable& table() const { return table_; }

 private:
  std::optional<process::PrivateFolder> folder_;  // of one in a sandbox
  std::unique_ptr<ControlGroup> group_ = ControlGroup::make();
  ProgressTable table_;
  process::Descriptor records_, printing_, life_;
  pid_t pid_ = -1;
  FrameReader frames_;
  std::string printed_;
};

}  // namespace slalom::worker
