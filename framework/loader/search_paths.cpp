#include "loader/search_paths.hpp"

#include "loader/processor_level.hpp"
#include "process/search_path.hpp"

#include <algorithm>
#include <cstdlib>
#include <iterator>
#include <string>

namespace slalom::loader {

namespace fs = std::filesystem;

namespace {

/// Of the plugins in a folder of libraries; empty where they were built once for all.
std::string level_in(const fs::path& libraries) {
  const auto installed = levels_in(libraries);
  if (installed.empty()) return "";
  const char* wanted = std::getenv("SLALOM_LEVEL");
  return choose_level(installed, processor_level(), wanted == nullptr ? "" : wanted);
}

/// Adds the folders of an environment variable that has colons between them.
void append_listed(const char* variable, std::vector<fs::path>& folders) {
  const char* listed = std::getenv(variable);
  if (listed != nullptr) std::ranges::move(process::folders_in(listed), std::back_inserter(folders));
}

}  // namespace

fs::path program_path() { return fs::read_symlink(running_program); }

SearchPaths find_search_paths(const std::vector<fs::path>& extra, const std::vector<fs::path>& data) {
  SearchPaths search_paths;
  search_paths.foreign = extra;
  append_listed("SLALOM_PLUGIN_PATH", search_paths.foreign);
  search_paths.plugins = search_paths.foreign;

  const auto program = program_path().parent_path();
  const bool in_build_tree = fs::is_directory(program / "plugins");
  const auto prefix = in_build_tree ? program : program.parent_path();
  const auto libraries = in_build_tree ? prefix : prefix / "lib" / "slalom";
  const auto files = in_build_tree ? prefix : prefix / "share" / "slalom";
  search_paths.level = level_in(libraries);
  for (const auto* folder : {"plugins", "problems"})
    search_paths.plugins.push_back(libraries / search_paths.level / folder);
  if (fs::is_directory(libraries / "peers"))
    search_paths.plugins.push_back(libraries / "peers");  // where some were built
  auto folders_of_data = data;
  append_listed("SLALOM_DATA", folders_of_data);
  folders_of_data.push_back(files / "data");
  for (const auto& folder : folders_of_data) {
    const auto path = fs::absolute(folder).lexically_normal().string();
    if (path.find(':') != std::string::npos && search_paths.colon_in_data.empty()) search_paths.colon_in_data = path;
    search_paths.data.folders += (search_paths.data.folders.empty() ? "" : ":") + path;
  }
  search_paths.templates = files / "templates";
  search_paths.projects = files / "projects";
  search_paths.suites = files / "suites";
  search_paths.python = libraries / "python";
  search_paths.package = prefix / "lib" / "cmake" / "slalom";
  return search_paths;
}

}  // namespace slalom::loader
