// What the system refused, as an exception.
#pragma once

#include <cerrno>
#include <system_error>

namespace slalom::host {

/// Throws std::system_error with `what` and the words of errno.
[[noreturn]] inline void throw_errno(const char* what) {
  throw std::system_error(errno, std::generic_category(), what);
}

}  // namespace slalom::host
