// A part of checking a plugin, done in a process of its own, which the plugin may take down.
#pragma once

#include "loader/search_paths.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace slalom::check {

/// Loads the file and says what it offers.
void look_into(const std::filesystem::path& file);

/// Runs the checks of one optimizer, problem or schedule, from check number `first` on. Where another one is needed
/// inside of it, its file is looked for in these folders.
void check_entry(const std::filesystem::path& file, const std::string& kind, const std::string& name, std::size_t first,
                 const loader::SearchPaths& search_paths);

/// The checks of a kind, in order: optimizer, problem or schedule.
std::vector<std::string> check_names(const std::string& kind);

}  // namespace slalom::check
