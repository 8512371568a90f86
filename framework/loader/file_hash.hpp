// The hash of a file's content.
#pragma once

#include <filesystem>
#include <string>

namespace slalom::loader {

/// XXH3-128 as 32 hexadecimal digits. Throws std::runtime_error if the file cannot be read.
std::string file_hash(const std::filesystem::path& file);

}  // namespace slalom::loader
