// The program as a user starts it.
#pragma once

#include <sys/wait.h>

#include <array>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <string>

namespace slalom::test {

namespace fs = std::filesystem;

struct Said {
  int code = -1;
  std::string text;  ///< standard output and standard error
};

/// Runs a command line in a folder.
inline Said shell(const std::string& line, const fs::path& folder = ".") {
  FILE* pipe = popen(("cd '" + folder.string() + "' && (" + line + ") 2>&1").c_str(), "r");
  if (pipe == nullptr) throw std::runtime_error("popen");
  Said said;
  std::array<char, 4096> block{};
  for (std::size_t n = 0; (n = fread(block.data(), 1, block.size(), pipe)) > 0;) said.text.append(block.data(), n);
  const int status = pclose(pipe);
  said.code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  return said;
}

inline const std::string program = std::string(SLALOM_BUILD) + "/slalom";

inline Said slalom(const std::string& arguments, const fs::path& folder = ".") {
  return shell(program + " " + arguments, folder);
}

/// An empty folder that goes with the test.
class Scratch {
 public:
  Scratch() {
    std::string pattern = fs::temp_directory_path() / "slalom-XXXXXX";
    if (mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("mkdtemp");
    folder_ = pattern;
  }
  ~Scratch() { fs::remove_all(folder_); }
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;

  const fs::path& folder() const { return folder_; }
  fs::path write(const std::string& name, const std::string& text) const {
    std::ofstream(folder_ / name) << text;
    return folder_ / name;
  }
  std::string read(const fs::path& name) const {
    std::ifstream in(folder_ / name);
    std::ostringstream text;
    text << in.rdbuf();
    return text.str();
  }

 private:
  fs::path folder_;
};

}  // namespace slalom::test
