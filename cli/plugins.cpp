#include "plugins.hpp"

#include "exit_code.hpp"

#include <fmt/format.h>

#include <iostream>

namespace slalom::cli {

Plugins load_plugins(const std::vector<std::filesystem::path>& extra) {
  for (const auto& folder : extra)
    if (!std::filesystem::is_directory(folder))
      throw WrongRequest(fmt::format("--plugin-path {}: there is no such folder", folder.string()));
  Plugins plugins{.places = host::find_places(extra), .registry = {}};
  plugins.registry = host::Registry::scan(plugins.places.plugins);
  for (const auto& [path, reason] : plugins.registry.rejected())
    std::cerr << fmt::format("slalom: warning: {} was not loaded: {}\n", path.string(), reason);
  return plugins;
}

}  // namespace slalom::cli
