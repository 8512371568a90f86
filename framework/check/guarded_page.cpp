#include "check/guarded_page.hpp"

#include "run/real_vector.hpp"

#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cerrno>
#include <system_error>

namespace slalom::check {

namespace {

std::array<std::atomic<const GuardedPage*>, 2> in_use;  // no check needs more

}  // namespace

GuardedPage::GuardedPage(const char* outside, const char* inside)
    : bytes_(static_cast<std::size_t>(sysconf(_SC_PAGESIZE))), outside_(outside), inside_(inside) {
  auto* const pages = mmap(nullptr, 3 * bytes_, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (pages == MAP_FAILED) throw std::system_error(errno, std::generic_category(), "no memory for a guarded page");
  data_ = static_cast<std::byte*>(pages) + bytes_;
  allow();
  *std::ranges::find(in_use, nullptr, [](const auto& page) { return page.load(); }) = this;
}

GuardedPage::~GuardedPage() {
  *std::ranges::find(in_use, this, [](const auto& page) { return page.load(); }) = nullptr;
  munmap(data_ - bytes_, 3 * bytes_);
}

const char* GuardedPage::meaning_of_access(const void* address) {
  for (const auto& page : in_use)
    if (const auto* used = page.load(); used != nullptr)
      if (const char* meaning = used->meaning(address); meaning != nullptr) return meaning;
  return nullptr;
}

const char* GuardedPage::meaning(const void* address) const {
  const auto at = reinterpret_cast<std::uintptr_t>(address), first = reinterpret_cast<std::uintptr_t>(data_);
  if (at < first - bytes_ || at >= first + 2 * bytes_) return nullptr;
  return at >= first && at < first + bytes_ ? inside_ : outside_;
}

std::size_t GuardedPage::size(slalom_real real) const { return bytes_ / run::bytes_of(real, 1); }

void GuardedPage::forbid_writing() { protect(PROT_READ); }
void GuardedPage::forbid_all() { protect(PROT_NONE); }
void GuardedPage::allow() { protect(PROT_READ | PROT_WRITE); }

void GuardedPage::protect(int protection) {
  if (mprotect(data_, bytes_, protection) != 0)
    throw std::system_error(errno, std::generic_category(), "a guarded page cannot be protected");
}

}  // namespace slalom::check
