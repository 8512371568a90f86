// The levels of x86-64 that plugins are built for, and which of those that are installed this processor runs.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace slalom::loader {

/// The highest level whose instructions are all among a processor's `flags` (as /proc/cpuinfo lists them), such as
/// "x86-64-v3". Empty if it has not even those of x86-64-v2, or is of another architecture.
std::string level_of(const std::string& flags);

/// That of this processor.
std::string processor_level();

/// The levels that a folder of libraries has a folder for, lowest first. None if its plugins were built once for all.
std::vector<std::string> levels_in(const std::filesystem::path& libraries);

/// The highest of the `installed` levels that a processor of level `has` runs, or the one that is `wanted` (if not
/// empty). Throws std::runtime_error with the reason if there is none.
std::string choose_level(const std::vector<std::string>& installed, const std::string& has, const std::string& wanted);

}  // namespace slalom::loader
