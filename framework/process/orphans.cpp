#include "process/orphans.hpp"

#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cctype>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

namespace slalom::process {

namespace {

constexpr int max_rounds = 1000;  // against a plugin whose processes start new ones faster than they are ended

/// The parent of a process, by the fourth field of its line, behind a name in parentheses that may contain anything.
pid_t parent_of(const std::filesystem::path& process) {
  std::ifstream in(process / "stat");
  std::string line;
  std::getline(in, line);
  const auto end = line.rfind(')');
  if (end == std::string::npos) return 0;
  std::istringstream rest(line.substr(end + 1));
  char state = 0;
  pid_t parent = 0;
  rest >> state >> parent;
  return parent;
}

bool has_children() {
  siginfo_t about{};
  return waitid(P_ALL, 0, &about, WEXITED | WNOHANG | WNOWAIT) == 0;
}

std::set<pid_t> children() {
  std::set<pid_t> found;
  if (!has_children()) return found;
  std::error_code gone;
  for (const auto& process : std::filesystem::directory_iterator("/proc", gone)) {
    const auto name = process.path().filename().string();
    if (std::isdigit(static_cast<unsigned char>(name[0])) != 0 && parent_of(process.path()) == getpid())
      found.insert(std::stoi(name));
  }
  return found;
}

/// A shell may have started some before it became this program: they are none of our business.
std::set<pid_t>& kept_children() {
  static auto kept = children();
  return kept;
}

}  // namespace

void adopt_orphans() {
  kept_children();
  prctl(PR_SET_CHILD_SUBREAPER, 1);
}

void keep_child(pid_t child) { kept_children().insert(child); }

std::size_t kill_orphans(const std::set<pid_t>& others) {
  std::set<pid_t> seen;
  for (int round = 0; round < max_rounds; ++round) {
    auto orphans = children();
    std::erase_if(orphans, [&](pid_t pid) { return others.contains(pid) || kept_children().contains(pid); });
    if (orphans.empty()) break;
    for (const auto pid : orphans) kill(pid, SIGKILL);
    for (const auto pid : orphans) waitpid(pid, nullptr, 0);
    seen.merge(orphans);
  }
  return seen.size();
}

}  // namespace slalom::process
