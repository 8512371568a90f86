// The plugins of a command, with a word on standard error about each file that is none.
#pragma once

#include "plugin/places.hpp"
#include "plugin/registry.hpp"

namespace slalom::cli {

struct Plugins {
  host::Places places;
  host::Registry registry;
};

/// What to say besides where a plugin is not there.
inline constexpr auto elsewhere = "plugins of your own are found with --plugin-path DIR; 'slalom list' lists all";

/// Throws WrongRequest if an extra folder, of plugins or of data sets, is not there.
Plugins load_plugins(const std::vector<std::filesystem::path>& extra,
                     const std::vector<std::filesystem::path>& data = {});

}  // namespace slalom::cli
