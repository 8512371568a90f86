// Where this build's plugins, data and templates lie: beside the program, or where they were installed.
#pragma once

#include <filesystem>
#include <vector>

namespace slalom::host {

struct Places {
  std::vector<std::filesystem::path> plugins;  ///< folders of *.so
  std::vector<std::filesystem::path> foreign;  ///< those of them that are not the build's own
  std::filesystem::path data;                  ///< shipped data sets
  std::filesystem::path templates;             ///< report templates
  std::filesystem::path projects;              ///< what `slalom new` begins with
  std::filesystem::path allocations;           ///< the library that counts allocations, for `slalom check`
  std::filesystem::path package;               ///< slalom_DIR of find_package(slalom)
};

/// `extra` folders (--plugin-path) come first, then SLALOM_PLUGIN_PATH (colon-separated), then the build's own.
Places find_places(const std::vector<std::filesystem::path>& extra);

}  // namespace slalom::host
