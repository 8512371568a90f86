// What a thread takes from the heap, in programs that count it: those that link slalom_heap.
#pragma once

#include <cstddef>
#include <optional>

namespace slalom::host {

struct HeapUse {
  std::size_t allocations = 0;
  std::size_t bytes = 0;  ///< held; modulo 2^64, since another thread may free them
};

/// Of the calling thread so far; nothing where it is not counted.
std::optional<HeapUse> heap_use();

}  // namespace slalom::host
