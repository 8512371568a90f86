#include "loader/heap.hpp"

extern "C" {  // null without slalom_heap
[[gnu::weak]] void slalom_heap(std::size_t* allocations, std::size_t* bytes);
[[gnu::weak]] void slalom_limit_heap(std::size_t limit);
}

namespace slalom::loader {

std::optional<HeapUse> heap_use() {
  if (slalom_heap == nullptr) return std::nullopt;
  HeapUse use;
  slalom_heap(&use.allocations, &use.bytes);
  return use;
}

void limit_heap(std::size_t bytes) {
  if (slalom_limit_heap != nullptr) slalom_limit_heap(bytes);
}

}  // namespace slalom::loader
