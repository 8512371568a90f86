// Which interpreter runs source files: that of the active virtual environment, else python3.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace slalom::loader {

struct Interpreter {
  std::string program;  ///< its path
  std::string version;
  std::string library;             ///< libpython, to be loaded into this process
  std::vector<std::string> paths;  ///< folders that it reads
  bool has_numpy = false;
};

/// $SLALOM_PYTHON, else that of $VIRTUAL_ENV or $CONDA_PREFIX, else python3 on PATH. It is asked once; processes that
/// this one starts know the answer. Throws std::runtime_error, which says what is missing.
Interpreter find_interpreter();

/// What processes must be able to read that load these files: nothing if none of them is a source file.
std::vector<std::filesystem::path> paths_of_sources(const std::vector<std::filesystem::path>& files);

}  // namespace slalom::loader
