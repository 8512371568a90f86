#include "process/pipe.hpp"

#include "process/system_error.hpp"

#include <fcntl.h>

#include <array>

namespace slalom::process {

Pipe make_pipe(const std::string& error) {
  std::array<int, 2> ends{};
  if (pipe2(ends.data(), O_CLOEXEC) != 0) throw_errno(error);
  return {Descriptor(ends[0]), Descriptor(ends[1])};
}

}  // namespace slalom::process
