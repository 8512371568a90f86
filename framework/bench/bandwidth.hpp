// What an elementwise update costs at least: the time to bring its vectors through memory.
#pragma once

#include <cstddef>

namespace slalom::host {

/// CPU seconds to read one float32 vector of `size` and to read and write `updated` others, the best of several times.
double streaming_seconds(std::size_t size, std::size_t updated);

}  // namespace slalom::host
