#include "loader/memory.hpp"

#include <sys/uio.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdint>

namespace slalom::loader {

namespace {

constexpr std::size_t page = 4096;  // the smallest there is

std::size_t left_on_page(const char* at) { return page - reinterpret_cast<std::uintptr_t>(at) % page; }

/// Asks the system for the byte: it says EFAULT where an access would be a segmentation fault.
bool readable_byte(const char* at) {
  char byte = 0;
  const iovec to{&byte, 1};
  const iovec from{const_cast<char*>(at), 1};
  return process_vm_readv(getpid(), &to, 1, &from, 1, 0) == 1 || errno != EFAULT;
}

}  // namespace

bool readable(const void* address, std::size_t bytes) {
  const auto* at = static_cast<const char*>(address);
  while (bytes > 0) {
    if (!readable_byte(at)) return false;
    const auto step = std::min(bytes, left_on_page(at));
    at += step;
    bytes -= step;
  }
  return true;
}

std::optional<std::size_t> text_length(const char* text, std::size_t most) {
  for (std::size_t length = 0; length <= most;) {
    if (!readable(text + length, 1)) return std::nullopt;
    const auto end = std::min(length + left_on_page(text + length), most + 1);
    const auto* const nul = std::find(text + length, text + end, '\0');
    if (nul != text + end) return nul - text;
    length = end;
  }
  return std::nullopt;
}

}  // namespace slalom::loader
