// Words as a shell takes them.
#pragma once

#include <string>
#include <vector>

namespace slalom::host {

/// The word, in quotes if a shell would read anything else than it.
std::string shell_word(const std::string& word);
/// A command that a shell splits into exactly these words.
std::string shell_command(const std::vector<std::string>& words);

struct CommandOutput {
  int code = 0;      ///< exit code; 127 if there is no such program
  std::string text;  ///< standard output and standard error
};

/// Runs a program to its end. Throws std::runtime_error if no process can be made.
CommandOutput output_of(const std::vector<std::string>& words);

}  // namespace slalom::host
