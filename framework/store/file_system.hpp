// The kind of file system that a folder lies on: on some, several hosts write.
#pragma once

#include <cstdint>
#include <filesystem>

namespace slalom::store {

/// A file system's number, as statfs(2) gives it.
using FileSystem = std::uint32_t;

/// Of an existing folder. Throws StoreError.
FileSystem file_system_of(const std::filesystem::path& folder);

/// Whether other hosts may see the same files. Their memory is not shared, which SQLite's WAL mode needs.
bool is_shared_between_hosts(FileSystem file_system);

}  // namespace slalom::store
