#include "process/memory_file.hpp"

#include "process/system_error.hpp"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>

#include <algorithm>

namespace slalom::process {

MemoryFile::MemoryFile(const std::string& error, std::string_view content)
    : file_(memfd_create("slalom", MFD_CLOEXEC | MFD_ALLOW_SEALING)) {
  if (get() < 0) throw_errno(error);
  while (!content.empty()) {
    const auto written = write(get(), content.data(), content.size());
    if (written < 0) throw_errno(error);
    content.remove_prefix(static_cast<std::size_t>(written));
  }
  lseek(get(), 0, SEEK_SET);
}

void MemoryFile::fix_size(std::size_t size, const std::string& error) const {
  if (ftruncate(get(), static_cast<off_t>(size)) != 0) throw_errno(error);
  if (fcntl(get(), F_ADD_SEALS, F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_SEAL) != 0) throw_errno(error);
}

std::string MemoryFile::last(std::size_t max_size) const {
  struct stat about {};
  fstat(get(), &about);
  return read(std::max<off_t>(0, about.st_size - static_cast<off_t>(max_size)), max_size);
}

std::string MemoryFile::read(off_t from, std::size_t max_size) const {
  std::string text(max_size, '\0');
  const auto count = pread(get(), text.data(), text.size(), from);
  text.resize(static_cast<std::size_t>(std::max<ssize_t>(count, 0)));
  return text;
}

}  // namespace slalom::process
