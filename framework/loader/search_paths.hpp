// Where this build's plugins, data and templates lie: beside the program, or where they were installed.
#pragma once

#include "loader/data_source.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace slalom::loader {

struct SearchPaths {
  std::vector<std::filesystem::path> plugins;  ///< folders of *.so
  std::vector<std::filesystem::path> foreign;  ///< those of them that are not the build's own
  std::string level;                           ///< of x86-64 that the build's own were built for; empty if for none
  DataSource data;                             ///< those of data sets
  std::filesystem::path colon_in_data;         ///< the first of them whose path has a colon itself; empty if none has
  std::filesystem::path templates;             ///< report templates
  std::filesystem::path projects;              ///< what `slalom new` begins with
  std::filesystem::path suites;                ///< the suites that ship
  std::filesystem::path python;                ///< the bridge to Python, and the package `slalom`
  std::filesystem::path package;               ///< slalom_DIR of find_package(slalom)
};

/// This program as it was started, also if its file has been replaced since.
inline constexpr const char* running_program = "/proc/self/exe";
/// The path of its file.
std::filesystem::path program_path();

/// `extra` folders of plugins (--plugin-path) come first, then SLALOM_PLUGIN_PATH (colon-separated), then the build's
/// own; so do those of `data` (--data) and SLALOM_DATA.
SearchPaths find_search_paths(const std::vector<std::filesystem::path>& extra,
                              const std::vector<std::filesystem::path>& data = {});

}  // namespace slalom::loader
