// One writer a results folder.
#pragma once

#include <filesystem>

namespace slalom::host {

/// Holds FOLDER/results.lock for this process until destroyed; the system frees it too when the process dies.
/// Throws StoreError if another process holds it.
class FolderLock {
 public:
  explicit FolderLock(const std::filesystem::path& folder);
  ~FolderLock();
  FolderLock(const FolderLock&) = delete;
  FolderLock& operator=(const FolderLock&) = delete;

 private:
  int file_;
};

}  // namespace slalom::host
