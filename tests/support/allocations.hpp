// Counts what this thread allocates. Include it in one file of a program: it takes the place of malloc.
#pragma once

#include <cstddef>

namespace slalom::test {
inline thread_local std::size_t allocations = 0;
}

// Plugins find these before the C library's.
extern "C" {
void* __libc_malloc(std::size_t size);
void* __libc_memalign(std::size_t alignment, std::size_t size);
void* malloc(std::size_t size) {
  ++slalom::test::allocations;
  return __libc_malloc(size);
}
void* aligned_alloc(std::size_t alignment, std::size_t size) {
  ++slalom::test::allocations;
  return __libc_memalign(alignment, size);
}
}
