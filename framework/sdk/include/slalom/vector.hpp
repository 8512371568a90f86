// A vector whose memory starts on a cache line, as vector instructions like it.
#pragma once

#include <cstddef>
#include <new>
#include <vector>

namespace [[gnu::visibility("hidden")]] slalom {

template <class T>
struct CacheLineAllocator {
  using value_type = T;
  static constexpr std::align_val_t alignment{64};

  CacheLineAllocator() = default;
  template <class U>
  explicit CacheLineAllocator(const CacheLineAllocator<U>&) {}

  T* allocate(std::size_t count) { return static_cast<T*>(::operator new(count * sizeof(T), alignment)); }
  void deallocate(T* p, std::size_t) { ::operator delete(p, alignment); }
  bool operator==(const CacheLineAllocator&) const = default;
};

template <class T>
using Vector = std::vector<T, CacheLineAllocator<T>>;

}  // namespace slalom
