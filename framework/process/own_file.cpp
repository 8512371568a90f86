#include "process/own_file.hpp"

#include "process/output_file.hpp"

#include <fcntl.h>
#include <sys/stat.h>

#include <cerrno>
#include <cstring>

namespace slalom::process {

namespace {

[[noreturn]] void refuse(const std::filesystem::path& file, const char* what) {
  throw FileError(file.string() + " " + what + ", and slalom writes only to files of its own: remove it");
}

/// As the kernel has it for files that are created (fs.protected_regular).
bool is_foreign(const std::filesystem::path& file, uid_t owner) {
  struct stat folder {};
  const auto parent = file.parent_path();
  return owner != geteuid() && stat(parent.empty() ? "." : parent.c_str(), &folder) == 0 &&
         (folder.st_mode & S_ISVTX) != 0 && owner != folder.st_uid;
}

void check(const std::filesystem::path& file, const struct stat& about) {
  if (S_ISLNK(about.st_mode)) refuse(file, "is a symbolic link");
  if (!S_ISREG(about.st_mode)) refuse(file, "is not a regular file");
  if (about.st_nlink > 1) refuse(file, "has another name elsewhere (a hard link)");
  if (is_foreign(file, about.st_uid)) refuse(file, "belongs to another user");
}

}  // namespace

void check_own_file(const std::filesystem::path& file) {
  struct stat about {};
  if (lstat(file.c_str(), &about) == 0) check(file, about);
}

Descriptor open_own_file(const std::filesystem::path& file) {
  check_own_file(file);  // before it is opened, which may do something by itself
  Descriptor opened(open(file.c_str(), O_RDWR | O_CREAT | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC, 0666));
  struct stat about {};
  if (opened.get() < 0 || fstat(opened.get(), &about) != 0)
    throw FileError(file.string() + ": " + std::strerror(errno));
  check(file, about);
  return opened;
}

}  // namespace slalom::process
