// What a thread takes from the heap, and may take, in programs that count it: those that link slalom_heap.
#pragma once

#include <cstddef>
#include <optional>

namespace slalom::loader {

struct HeapUse {
  std::size_t allocations = 0;
  std::size_t bytes = 0;  ///< held; modulo 2^64, since another thread may free them
};

/// Of the calling thread so far; nothing where it is not counted.
std::optional<HeapUse> heap_use();

/// From here on the calling thread may hold so many bytes more than now: beyond them its allocations fail. 0: no limit.
/// Without effect where the heap is not counted.
void limit_heap(std::size_t bytes);

}  // namespace slalom::loader
