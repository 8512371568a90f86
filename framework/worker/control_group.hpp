// Control groups of the kernel: one for each worker counts what it and all processes that it starts take, in whatever
// way, and ends them together. Both versions are known: one hierarchy of all groups, or (version 1) one for memory and
// another for processes.
#pragma once

#include "process/descriptor.hpp"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace slalom::worker {

/// The groups below which this process may make its own, if the system lets it; empty paths where there are none.
struct GroupPaths {
  int version = 0;
  std::filesystem::path memory, processes;
  bool operator==(const GroupPaths&) const = default;
};

/// Of a process with this /proc/PID/mountinfo and /proc/PID/cgroup: its own groups, so that whatever holds for it
/// holds for its workers too.
GroupPaths find_group_paths(const std::string& mounts, const std::string& memberships);

/// Those of this process. Looked up once; then groups are removed that processes left behind which are no more.
const GroupPaths& group_paths_of_this_process();

/// A group, and what is in it.
class ControlGroup {
 public:
  /// None where the system does not let us.
  static std::unique_ptr<ControlGroup> make(const GroupPaths& paths);
  /// Below the groups of this process.
  static std::unique_ptr<ControlGroup> make();
  /// Ends what is in it.
  ~ControlGroup();
  ControlGroup(const ControlGroup&) = delete;
  ControlGroup& operator=(const ControlGroup&) = delete;

  /// What a process must join to be in it: see join().
  const std::vector<std::filesystem::path>& folders() const { return folders_; }
  /// The one of them that limits memory; empty if none does.
  const std::filesystem::path& memory() const { return memory_; }
  /// No more processes and threads than these.
  void limit_processes(std::size_t most) const;
  /// Whether the kernel has ended a process of it because its memory was used up.
  bool out_of_memory() const;
  /// Ends all processes in it.
  void kill() const;

 private:
  ControlGroup() = default;
  std::vector<std::filesystem::path> folders_;
  std::filesystem::path memory_;
};

/// Ends and removes the groups there of processes that are no more.
void remove_stale_groups(const GroupPaths& paths);

/// What limits the workers of this process, in words: "control groups, version 1".
std::string control_groups_text();

/// Puts this process into a group.
void join(const std::vector<std::filesystem::path>& folders);

/// A group's memory as a process in it sees it, also from a sandbox that it enters later.
class GroupMemory {
 public:
  /// `folder`: ControlGroup::memory().
  explicit GroupMemory(const std::filesystem::path& folder);

  /// From here on the group may hold so many bytes. False if that cannot be set.
  bool limit(std::uint64_t bytes) const;
  /// From here on nobody in this process can set the limit, whatever descriptors they write to.
  void fix_limit();
  /// Bytes that it holds now; 0 if that is not known.
  std::uint64_t used() const;
  /// The same without the contents of files, which the system keeps as long as there is room. Takes longer.
  std::uint64_t held() const;

 private:
  process::Descriptor limit_, swap_, used_, parts_;
  int version_;
};

}  // namespace slalom::worker
