#include "process/start.hpp"

#include "process/pipe.hpp"
#include "process/system_error.hpp"

#include <fcntl.h>
#include <spawn.h>
#include <sys/syscall.h>
#include <sys/wait.h>

#include <array>
#include <csignal>
#include <system_error>

namespace slalom::process {

namespace {

class FileActions {
 public:
  explicit FileActions(const ProcessSpec& process) {
    posix_spawn_file_actions_init(&actions_);
    for (const auto& [ours, theirs] : process.descriptors)
      if (ours == null_device)
        posix_spawn_file_actions_addopen(&actions_, theirs, "/dev/null", theirs == 0 ? O_RDONLY : O_WRONLY, 0);
      else
        posix_spawn_file_actions_adddup2(&actions_, ours, theirs);
  }
  ~FileActions() { posix_spawn_file_actions_destroy(&actions_); }
  FileActions(const FileActions&) = delete;
  FileActions& operator=(const FileActions&) = delete;

  const posix_spawn_file_actions_t* get() const { return &actions_; }

 private:
  posix_spawn_file_actions_t actions_{};
};

class Attributes {
 public:
  explicit Attributes(const ProcessSpec& process) {
    posix_spawnattr_init(&attributes_);
    if (!process.own_session) return;
    posix_spawnattr_setflags(&attributes_, POSIX_SPAWN_SETSID | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK);
    sigset_t signals;
    sigfillset(&signals);
    posix_spawnattr_setsigdefault(&attributes_, &signals);
    sigemptyset(&signals);
    posix_spawnattr_setsigmask(&attributes_, &signals);
  }
  ~Attributes() { posix_spawnattr_destroy(&attributes_); }
  Attributes(const Attributes&) = delete;
  Attributes& operator=(const Attributes&) = delete;

  const posix_spawnattr_t* get() const { return &attributes_; }

 private:
  posix_spawnattr_t attributes_{};
};

}  // namespace

pid_t start(const ProcessSpec& process, const std::string& error) {
  std::vector<char*> words;
  for (const auto& word : process.words) words.push_back(const_cast<char*>(word.c_str()));
  words.push_back(nullptr);
  pid_t pid = -1;
  const int code = posix_spawnp(&pid, process.program.c_str(), FileActions(process).get(), Attributes(process).get(),
                                words.data(), process.environment);
  if (code != 0) throw std::system_error(code, std::generic_category(), error);
  return pid;
}

Descriptor open_process(pid_t process) { return Descriptor(static_cast<int>(syscall(SYS_pidfd_open, process, 0))); }

int wait_for(pid_t child) {
  int status = 0;
  while (waitpid(child, &status, 0) < 0)
    if (errno != EINTR) throw_errno("cannot wait for a process");
  return status;
}

CommandOutput output_of(const std::vector<std::string>& words, StandardError errors) {
  auto pipe = make_pipe("cannot start " + words.front());
  CommandOutput output;
  pid_t child = -1;
  try {
    child = start({.program = words.front(),
                   .words = words,
                   .descriptors = {{pipe.write.get(), 1},
                                   {errors == StandardError::included ? pipe.write.get() : null_device, 2}}},
                  "cannot start " + words.front());
  } catch (const std::system_error& failure) {
    return {failure.code() == std::errc::no_such_file_or_directory ? 127 : 126, failure.what()};
  }
  pipe.write = Descriptor();
  std::array<char, 4096> part{};
  for (ssize_t size = 1; size != 0;) {
    size = read(pipe.read.get(), part.data(), part.size());
    if (size < 0 && errno != EINTR) throw_errno("cannot read what " + words.front() + " prints");
    if (size > 0) output.text.append(part.data(), static_cast<std::size_t>(size));
  }
  const int status = wait_for(child);
  output.code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  return output;
}

}  // namespace slalom::process
