#include "plugins.hpp"

#include "check/check_file.hpp"
#include "exit_code.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iostream>

namespace slalom::cli {

namespace {

constexpr std::chrono::seconds patience{10};

/// Files from elsewhere are loaded in another process first: code that runs as they are loaded may crash or hang.
host::LoadTrial trial(const host::Places& places) {
  return [&places](const std::filesystem::path& file) -> std::string {
    if (std::ranges::find(places.foreign, file.parent_path()) == places.foreign.end()) return "";
    return host::try_to_load(file, {.part_command = {"/proc/self/exe", "check-part"}, .patience = patience});
  };
}

}  // namespace

Plugins load_plugins(const std::vector<std::filesystem::path>& extra, const std::vector<std::filesystem::path>& data) {
  for (const auto& [option, folders] : {std::pair("--plugin-path", &extra), std::pair("--data", &data)})
    for (const auto& folder : *folders)
      if (!std::filesystem::is_directory(folder))
        throw WrongRequest(fmt::format("{} {}: there is no such folder", option, folder.string()));
  Plugins plugins{.places = host::find_places(extra, data), .registry = {}};
  plugins.registry = host::Registry::scan(plugins.places.plugins, trial(plugins.places));
  for (const auto& [path, reason] : plugins.registry.rejected())
    std::cerr << fmt::format("slalom: warning: {} was not loaded: {}\n", path.string(), reason);
  return plugins;
}

}  // namespace slalom::cli
