/* Counts what each thread takes from the heap: these stand before the C library's own, or before those of an allocator
   that is preloaded, and pass everything on to them. For plugins too. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <malloc.h>
#include <stddef.h>

void slalom_heap(size_t* allocations, size_t* bytes);

static _Thread_local size_t allocations, bytes;

/* Of the calling thread so far: how often it has allocated, and the bytes that it holds, modulo 2^64. */
void slalom_heap(size_t* how_often, size_t* how_much) {
  *how_often = allocations;
  *how_much = bytes;
}

/* The same function of the library behind. */
#define NEXT(function)                 \
  static __typeof__(&(function)) next; \
  if (next == NULL) *(void**)(&next) = dlsym(RTLD_NEXT, #function)

static size_t size_of(void* memory) {
  NEXT(malloc_usable_size);
  return next(memory);
}

static void* counted(void* memory) {
  ++allocations;
  bytes += size_of(memory);
  return memory;
}

void* malloc(size_t size) {
  NEXT(malloc);
  return counted(next(size));
}

void* calloc(size_t count, size_t size) {
  NEXT(calloc);
  return counted(next(count, size));
}

void* memalign(size_t alignment, size_t size) {
  NEXT(memalign);
  return counted(next(alignment, size));
}

void* aligned_alloc(size_t alignment, size_t size) {
  NEXT(aligned_alloc);
  return counted(next(alignment, size));
}

int posix_memalign(void** memory, size_t alignment, size_t size) {
  NEXT(posix_memalign);
  const int failure = next(memory, alignment, size);
  if (failure == 0) counted(*memory);
  return failure;
}

void free(void* memory) {
  NEXT(free);
  bytes -= size_of(memory);
  next(memory);
}

void* realloc(void* memory, size_t size) {
  NEXT(realloc);
  const size_t before = size_of(memory);
  void* const made = next(memory, size);
  if (made != NULL || size == 0) bytes -= before; /* else the old memory stays */
  return counted(made);
}
