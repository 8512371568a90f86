// The files of a data set.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace slalom::suite {

/// All regular files in a folder, or those of that name with any ending; sorted.
std::vector<std::filesystem::path> data_files(const std::filesystem::path& location);

/// What is at a location of find_data(): a folder or a file, or the files of that name with the endings of data sets.
std::vector<std::filesystem::directory_entry> files_found(const std::string& location);

/// Throws std::runtime_error if what is at a location of find_data() is not a regular file, or is larger than a data
/// set may be.
void check_data_files(const std::string& location, std::uint64_t limit);

}  // namespace slalom::suite
