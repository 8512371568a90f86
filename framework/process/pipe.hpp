// Pipes, closed with their owner.
#pragma once

#include "process/descriptor.hpp"

#include <string>

namespace slalom::process {

struct Pipe {
  Descriptor read, write;
};

/// Closed on exec. Throws std::system_error, whose message begins with `error`.
Pipe make_pipe(const std::string& error);

}  // namespace slalom::process
