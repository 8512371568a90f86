// The real program, started as a user starts it.
#pragma once

#include "support/temporary_folder.hpp"

#include <sys/types.h>

#include <filesystem>
#include <string>
#include <vector>

namespace slalom::test {

namespace fs = std::filesystem;

struct Ended {
  int code;  ///< exit code, or minus the signal that ended it
  std::string out, err;
};

/// A program that runs in a folder; what it prints goes to files.
class Process {
 public:
  Process(const std::vector<std::string>& words, const fs::path& folder);
  ~Process();
  Process(const Process&) = delete;
  Process& operator=(const Process&) = delete;

  pid_t pid() const { return pid_; }
  void signal(int number) const;
  std::string err_so_far() const;
  Ended wait();

 private:
  TemporaryFolder printed_;
  pid_t pid_ = -1;
};

/// The program under test.
fs::path program();

/// `slalom arguments…` in a folder, to its end.
Ended slalom(std::vector<std::string> arguments, const fs::path& folder);
/// Any other program, found on PATH.
Ended command(const std::vector<std::string>& words, const fs::path& folder);

std::string read(const fs::path& file);
void write(const fs::path& file, const std::string& content);

/// A suite that takes milliseconds; `more` are further lines of it.
std::string small_suite(const std::string& name, const std::string& more = "");

}  // namespace slalom::test
