#include "store/folder_lock.hpp"

#include "process/own_file.hpp"
#include "store/store.hpp"

#include <fmt/format.h>
#include <sys/file.h>
#include <unistd.h>

#include <array>

namespace slalom::store {

namespace {

/// " (process 1234)", if the holder wrote it down.
std::string holder(int file) {
  std::array<char, 32> digits{};
  const auto size = pread(file, digits.data(), digits.size(), 0);
  return size > 0 ? fmt::format(" (process {})", std::string(digits.data(), static_cast<std::size_t>(size))) : "";
}

}  // namespace

FolderLock::FolderLock(const std::filesystem::path& folder) {
  const auto path = folder / "results.lock";
  file_ = process::open_own_file(path);
  if (flock(file_.get(), LOCK_EX | LOCK_NB) != 0) {
    const auto who = holder(file_.get());
    throw StoreError(
        fmt::format("another slalom run is writing to {}{}: wait for it, or use another folder", folder.string(), who));
  }
  // Only for the message above: whether it can be written does not matter.
  const auto process = std::to_string(getpid());
  [[maybe_unused]] const bool noted =
      ftruncate(file_.get(), 0) == 0 && pwrite(file_.get(), process.data(), process.size(), 0) > 0;
}

}  // namespace slalom::store
