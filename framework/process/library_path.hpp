// Where a shared library says that the libraries lie which it needs.
#pragma once

#include <filesystem>
#include <string>

namespace slalom::process {

/// Its RUNPATH, or else its RPATH: folders with colons between them. Empty if it has none, or is no 64-bit ELF file.
std::string library_path(const std::filesystem::path& file);

}  // namespace slalom::process
