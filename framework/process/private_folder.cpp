#include "process/private_folder.hpp"

#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <string_view>

namespace slalom::process {

PrivateFolder::PrivateFolder() {
  std::error_code missing;
  path_ = std::filesystem::temp_directory_path(missing) / "slalom-XXXXXX";
  if (missing || mkdtemp(path_.data()) == nullptr) path_.clear();
  variable_ = "TMPDIR=" + path_;
}

PrivateFolder::~PrivateFolder() {
  if (path_.empty()) return;
  std::error_code left;  // what a plugin has made so that it cannot be removed
  std::filesystem::remove_all(path_, left);
}

std::vector<char*> PrivateFolder::environment() {
  std::vector<char*> variables;
  for (char** variable = environ; *variable != nullptr; ++variable)
    if (!std::string_view(*variable).starts_with("TMPDIR=")) variables.push_back(*variable);
  if (!path_.empty()) variables.push_back(variable_.data());
  variables.push_back(nullptr);
  return variables;
}

}  // namespace slalom::process
