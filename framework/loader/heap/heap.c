/* Counts what each thread takes from the heap: these stand before the C library's own, or before those of an allocator
   that is preloaded, and pass everything on to them. For plugins too. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <malloc.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

void slalom_heap(size_t* allocations, size_t* bytes);
void slalom_limit_heap(size_t limit);

static _Thread_local size_t allocations, bytes;
static _Thread_local size_t limit, bytes_before; /* a limit of 0 is none */

/* Of the calling thread so far: how often it has allocated, and the bytes that it holds, modulo 2^64. */
void slalom_heap(size_t* how_often, size_t* how_much) {
  *how_often = allocations;
  *how_much = bytes;
}

/* From here on the calling thread may hold so many bytes more than now. */
void slalom_limit_heap(size_t bytes_more) {
  limit = bytes_more;
  bytes_before = bytes;
}

static bool fits(size_t size) {
  if (limit == 0) return true;
  const ptrdiff_t held = (ptrdiff_t)(bytes - bytes_before); /* below 0 where memory from before was freed */
  if (size <= limit && held + (ptrdiff_t)size <= (ptrdiff_t)limit) return true;
  errno = ENOMEM;
  return false;
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
  if (!fits(size)) return NULL;
  return counted(next(size));
}

void* calloc(size_t count, size_t size) {
  NEXT(calloc);
  if (size != 0 && !fits(count <= SIZE_MAX / size ? count * size : SIZE_MAX)) return NULL;
  return counted(next(count, size));
}

void* memalign(size_t alignment, size_t size) {
  NEXT(memalign);
  if (!fits(size)) return NULL;
  return counted(next(alignment, size));
}

void* aligned_alloc(size_t alignment, size_t size) {
  NEXT(aligned_alloc);
  if (!fits(size)) return NULL;
  return counted(next(alignment, size));
}

int posix_memalign(void** memory, size_t alignment, size_t size) {
  NEXT(posix_memalign);
  if (!fits(size)) return ENOMEM;
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
  if (size > before && !fits(size - before)) return NULL;
  void* const made = next(memory, size);
  if (made != NULL || size == 0) bytes -= before; /* else the old memory stays */
  return counted(made);
}
