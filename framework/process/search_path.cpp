#include "process/search_path.hpp"

#include <unistd.h>

#include <cstdlib>
#include <sstream>

namespace slalom::process {

std::vector<std::filesystem::path> folders_in(const std::string& listed) {
  std::vector<std::filesystem::path> folders;
  std::istringstream from(listed);
  for (std::string folder; std::getline(from, folder, ':');)
    if (!folder.empty()) folders.emplace_back(folder);
  return folders;
}

std::string program_on_path(const std::string& name) {
  const char* listed = std::getenv("PATH");
  for (const auto& folder : folders_in(listed == nullptr ? "" : listed)) {
    const auto program = folder / name;
    if (access(program.c_str(), X_OK) == 0 && std::filesystem::is_regular_file(program)) return program.string();
  }
  return "";
}

}  // namespace slalom::process
