#include "plugin/heap.hpp"

extern "C" [[gnu::weak]] void slalom_heap(std::size_t* allocations, std::size_t* bytes);  // null without slalom_heap

namespace slalom::host {

std::optional<HeapUse> heap_use() {
  if (slalom_heap == nullptr) return std::nullopt;
  HeapUse use;
  slalom_heap(&use.allocations, &use.bytes);
  return use;
}

}  // namespace slalom::host
