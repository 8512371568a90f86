#include "worker/control_group.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cerrno>
#include <charconv>
#include <chrono>
#include <csignal>
#include <fstream>
#include <initializer_list>
#include <iterator>
#include <sstream>
#include <thread>

namespace slalom::worker {

namespace {

namespace fs = std::filesystem;

constexpr const char* members = "cgroup.procs";
constexpr int max_rounds = 1000;  // until the last process of a group is gone, each a millisecond

std::string read_all(const fs::path& file) {
  std::ifstream in(file);
  return {std::istreambuf_iterator<char>(in), {}};
}

bool write_to(const fs::path& file, const std::string& text) {
  std::ofstream out(file);
  return static_cast<bool>(out << text << std::flush);
}

/// The number behind a word that begins a line; 0 if there is none.
std::uint64_t number_after(const std::string& text, const std::string& word) {
  std::istringstream lines(text);
  std::uint64_t number = 0;
  for (std::string name, value; lines >> name >> value;)
    if (name == word) std::from_chars(value.data(), value.data() + value.size(), number);
  return number;
}

/// In a list whose words are separated by spaces or commas.
bool has_word(std::string list, const std::string& word) {
  std::ranges::replace(list, ',', ' ');
  std::istringstream words(list);
  return std::find(std::istream_iterator<std::string>(words), {}, word) != std::istream_iterator<std::string>();
}

/// Where the group of a process is seen that has this controller of version 1, or, without one, its group of version 2.
fs::path own_group(const std::string& mounts, const std::string& memberships, const std::string& controller) {
  std::string group;  // as the process has it: "NUMBER:CONTROLLERS:PATH"
  std::istringstream all(memberships);
  for (std::string line; std::getline(all, line);) {
    const auto first = line.find(':'), second = line.find(':', first + 1);
    if (second == std::string::npos) continue;
    const auto controllers = line.substr(first + 1, second - first - 1);
    if (controller.empty() ? controllers.empty() : has_word(controllers, controller)) group = line.substr(second + 1);
  }
  if (group.empty()) return {};
  std::istringstream lines(mounts);  // "ID PARENT DEVICE ROOT POINT OPTIONS … - TYPE SOURCE OPTIONS"
  for (std::string line; std::getline(lines, line);) {
    const auto middle = line.find(" - ");
    if (middle == std::string::npos) continue;
    std::istringstream before(line), after(line.substr(middle + 3));
    std::string skipped, root, point, type, options;
    before >> skipped >> skipped >> skipped >> root >> point;
    after >> type >> skipped >> options;
    if (controller.empty() ? type != "cgroup2" : type != "cgroup" || !has_word(options, controller)) continue;
    if (root == "/") return fs::path(point) / fs::path(group).relative_path();
    if (group == root) return point;
    if (group.starts_with(root + "/")) return fs::path(point) / group.substr(root.size() + 1);
  }
  return {};
}

/// Names of groups say whose they are: "slalom-NAMESPACE-PROCESS-NUMBER". The namespace is that of process numbers.
std::string name_prefix() {
  struct stat about {};
  stat("/proc/self/ns/pid", &about);
  return "slalom-" + std::to_string(about.st_ino) + "-";
}

/// Whether groups below it can limit memory. In version 2 no process may then be in the group itself: if this one is
/// alone in it, it moves to a group below.
bool can_delegate(const fs::path& group) {
  if (has_word(read_all(group / "cgroup.subtree_control"), "memory")) return true;
  const auto own = std::to_string(getpid());
  if (read_all(group / members) != own + "\n") return false;
  const auto leaf = group / (name_prefix() + own + "-main");
  if (mkdir(leaf.c_str(), 0755) != 0) return false;
  if (write_to(leaf / members, own) && write_to(group / "cgroup.subtree_control", "+memory +pids")) return true;
  write_to(group / members, own);
  rmdir(leaf.c_str());
  return false;
}

void kill_members(const fs::path& folder) {
  write_to(folder / "pids.max", "0");     // from here on they can start no others
  write_to(folder / "cgroup.kill", "1");  // version 2 ends them all
  std::istringstream pids(read_all(folder / members));
  for (pid_t pid = 0; pids >> pid;)
    if (pid > 0 && pid != getpid()) ::kill(pid, SIGKILL);  // 0: it is of another namespace
}

void remove_group(const fs::path& folder) {
  for (int round = 0; round < max_rounds && rmdir(folder.c_str()) != 0 && errno == EBUSY; ++round) {
    kill_members(folder);
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
}

process::Descriptor open_first(const fs::path& folder, std::initializer_list<const char*> names, int how) {
  for (const auto* name : names)
    if (process::Descriptor file(open((folder / name).c_str(), how | O_CLOEXEC)); file.get() >= 0) return file;
  return process::Descriptor();
}

std::string read_again(const process::Descriptor& file) {
  std::array<char, 16384> text;
  const auto size = pread(file.get(), text.data(), text.size(), 0);
  return {text.data(), static_cast<std::size_t>(std::max<ssize_t>(size, 0))};
}

bool write_again(const process::Descriptor& file, const std::string& text) {
  return pwrite(file.get(), text.data(), text.size(), 0) == static_cast<ssize_t>(text.size());
}

}  // namespace

GroupPaths find_group_paths(const std::string& mounts, const std::string& memberships) {
  const auto together = own_group(mounts, memberships, "");
  if (!together.empty() && has_word(read_all(together / "cgroup.controllers"), "memory"))
    return {.version = 2, .memory = together, .processes = together};
  GroupPaths paths{.version = 1,
                   .memory = own_group(mounts, memberships, "memory"),
                   .processes = own_group(mounts, memberships, "pids")};
  return paths.memory.empty() ? GroupPaths() : paths;
}

const GroupPaths& group_paths_of_this_process() {
  static const auto paths = [] {
    auto found = find_group_paths(read_all("/proc/self/mountinfo"), read_all("/proc/self/cgroup"));
    if (found.version == 2 && !can_delegate(found.memory)) found = {};
    remove_stale_groups(found);
    return found;
  }();
  return paths;
}

std::unique_ptr<ControlGroup> ControlGroup::make(const GroupPaths& paths) {
  static std::atomic<int> number = 0;
  if (paths.memory.empty()) return nullptr;
  const auto name = name_prefix() + std::to_string(getpid()) + "-" + std::to_string(++number);
  std::unique_ptr<ControlGroup> group(new ControlGroup);
  group->memory_ = paths.memory / name;
  if (mkdir(group->memory_.c_str(), 0755) != 0) return nullptr;
  group->folders_.push_back(group->memory_);
  if (paths.processes.empty() || paths.processes == paths.memory) return group;
  if (const auto processes = paths.processes / name; mkdir(processes.c_str(), 0755) == 0)
    group->folders_.push_back(processes);
  return group;
}

std::unique_ptr<ControlGroup> ControlGroup::make() { return make(group_paths_of_this_process()); }

ControlGroup::~ControlGroup() {
  for (const auto& folder : folders_) remove_group(folder);
}

void ControlGroup::limit_processes(std::size_t most) const {
  for (const auto& folder : folders_) write_to(folder / "pids.max", std::to_string(most));
}

bool ControlGroup::out_of_memory() const {
  return number_after(read_all(memory_ / "memory.events"), "oom_kill") > 0 ||
         number_after(read_all(memory_ / "memory.oom_control"), "oom_kill") > 0;
}

void ControlGroup::kill() const {
  for (const auto& folder : folders_) kill_members(folder);
}

void remove_stale_groups(const GroupPaths& paths) {
  const auto prefix = name_prefix();
  for (const auto& place : {paths.memory, paths.processes}) {
    std::error_code unreadable;
    for (const auto& entry : fs::directory_iterator(place, unreadable)) {
      const auto name = entry.path().filename().string();
      if (!name.starts_with(prefix)) continue;
      const auto pid = std::atoi(name.c_str() + prefix.size());
      if (pid > 0 && ::kill(pid, 0) != 0 && errno == ESRCH) remove_group(entry.path());
    }
  }
}

std::string control_groups_text() {
  if (ControlGroup::make() == nullptr) return "of single processes: no control groups can be made here";
  return "control groups, version " + std::to_string(group_paths_of_this_process().version);
}

void join(const std::vector<std::filesystem::path>& folders) {
  for (const auto& folder : folders) write_to(folder / members, "0");
}

GroupMemory::GroupMemory(const std::filesystem::path& folder)
    : limit_(open_first(folder, {"memory.max", "memory.limit_in_bytes"}, O_WRONLY)),
      swap_(open_first(folder, {"memory.swap.max", "memory.memsw.limit_in_bytes"}, O_WRONLY)),
      used_(open_first(folder, {"memory.current", "memory.usage_in_bytes"}, O_RDONLY)),
      parts_(open_first(folder, {"memory.stat"}, O_RDONLY)),
      version_(fs::exists(folder / "memory.max") ? 2 : 1) {}

bool GroupMemory::limit(std::uint64_t bytes) const {
  // In version 1 the limit with swapped memory must never be below the one without.
  const auto text = std::to_string(bytes);
  const bool lower = write_again(limit_, text);
  write_again(swap_, version_ == 2 ? "0" : text);
  return lower || write_again(limit_, text);
}

void GroupMemory::fix_limit() {
  limit_ = process::Descriptor();
  swap_ = process::Descriptor();
}

std::uint64_t GroupMemory::used() const { return std::strtoull(read_again(used_).c_str(), nullptr, 10); }

std::uint64_t GroupMemory::held() const {
  const auto parts = read_again(parts_);
  const auto files = number_after(parts, version_ == 2 ? "file" : "total_cache");
  const auto shared = number_after(parts, version_ == 2 ? "shmem" : "total_shmem");  // counted among files, but stays
  const auto all = used();
  return all - std::min(all, files - std::min(files, shared));
}

}  // namespace slalom::worker
