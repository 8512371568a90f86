#include "check/guarded_page.hpp"

#include <sys/mman.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

namespace slalom::host {

GuardedPage::GuardedPage() : bytes_(static_cast<std::size_t>(sysconf(_SC_PAGESIZE))) {
  auto* const pages = mmap(nullptr, 3 * bytes_, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (pages == MAP_FAILED) throw std::system_error(errno, std::generic_category(), "no memory for a guarded page");
  data_ = static_cast<std::byte*>(pages) + bytes_;
  allow();
}

GuardedPage::~GuardedPage() { munmap(data_ - bytes_, 3 * bytes_); }

std::size_t GuardedPage::size(slalom_real real) const {
  return bytes_ / (real == SLALOM_FLOAT32 ? sizeof(float) : sizeof(double));
}

void GuardedPage::forbid_writing() { protect(PROT_READ); }
void GuardedPage::forbid_all() { protect(PROT_NONE); }
void GuardedPage::allow() { protect(PROT_READ | PROT_WRITE); }

void GuardedPage::protect(int protection) {
  if (mprotect(data_, bytes_, protection) != 0)
    throw std::system_error(errno, std::generic_category(), "a guarded page cannot be protected");
}

}  // namespace slalom::host
