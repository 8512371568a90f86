// How programs are started and waited for.
#pragma once

#include "process/descriptor.hpp"

#include <sys/types.h>
#include <unistd.h>

#include <string>
#include <vector>

namespace slalom::process {

inline constexpr int null_device = -1;

/// A process to start. Descriptors that are not named here are those of this process, unless they are closed on exec.
struct ProcessSpec {
  std::string program;             ///< a path, or the name of a program on PATH
  std::vector<std::string> words;  ///< its own name first
  struct Inherited {
    int ours;  ///< or null_device
    int theirs;
  };
  std::vector<Inherited> descriptors = {};
  char* const* environment = environ;
  /// In a session of its own: no terminal, which could stop it, and a group with whatever it starts. Signals as in a
  /// new process, whatever this one ignores or blocks.
  bool own_session = false;
};

/// Throws std::system_error, whose message begins with `error`.
pid_t start(const ProcessSpec& process, const std::string& error);

/// Becomes readable when the process ends. Not open if the system has no more descriptors.
Descriptor open_process(pid_t process);

/// Waits for the end of a child, whatever signals arrive. Its status as of waitpid().
int wait_for(pid_t child);

struct CommandOutput {
  int code = 0;      ///< exit code; 127 if there is no such program, 126 if it cannot be started
  std::string text;  ///< standard output, and standard error unless it is discarded
};

enum class StandardError { included, discarded };

/// Runs a program, found on PATH, to its end. Throws std::system_error if there can be no pipe to it.
CommandOutput output_of(const std::vector<std::string>& words, StandardError errors = StandardError::included);

}  // namespace slalom::process
