#include "plugin/places.hpp"

#include <cstdlib>
#include <sstream>
#include <string>

namespace slalom::host {

namespace fs = std::filesystem;

Places find_places(const std::vector<fs::path>& extra) {
  Places places;
  places.foreign = extra;
  if (const char* listed = std::getenv("SLALOM_PLUGIN_PATH")) {
    std::istringstream folders(listed);
    for (std::string folder; std::getline(folders, folder, ':');)
      if (!folder.empty()) places.foreign.emplace_back(folder);
  }
  places.plugins = places.foreign;

  const auto program = fs::read_symlink("/proc/self/exe").parent_path();
  const bool in_build_tree = fs::is_directory(program / "plugins");
  const auto prefix = in_build_tree ? program : program.parent_path();
  const auto libraries = in_build_tree ? prefix : prefix / "lib" / "slalom";
  const auto files = in_build_tree ? prefix : prefix / "share" / "slalom";
  places.plugins.push_back(libraries / "plugins");
  places.plugins.push_back(libraries / "problems");
  places.data = files / "data";
  places.templates = files / "templates";
  places.projects = files / "projects";
  places.allocations = libraries / "check" / "allocations.so";
  places.package = prefix / "lib" / "cmake" / "slalom";
  return places;
}

}  // namespace slalom::host
