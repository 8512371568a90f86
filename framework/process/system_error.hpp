// What the system refused, as an exception.
#pragma once

#include <cerrno>
#include <string>
#include <system_error>

namespace slalom::process {

/// Throws std::system_error with `what` and the message of errno.
[[noreturn]] inline void throw_errno(const std::string& what) {
  throw std::system_error(errno, std::generic_category(), what);
}

}  // namespace slalom::process
