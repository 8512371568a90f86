// One writer a results folder.
#pragma once

#include "process/descriptor.hpp"

#include <filesystem>

namespace slalom::store {

/// Holds FOLDER/results.lock for this process until destroyed; the system frees it too when the process dies.
/// Throws StoreError if another process holds it, and FileError if it is not a file of slalom's own.
class FolderLock {
 public:
  explicit FolderLock(const std::filesystem::path& folder);

 private:
  process::Descriptor file_;
};

}  // namespace slalom::store
