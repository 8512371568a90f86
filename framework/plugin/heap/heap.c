/* Counts what each thread takes from the heap: these take the place of the C library's, for plugins too. */
#include <errno.h>
#include <malloc.h>
#include <stddef.h>

void* __libc_malloc(size_t size);
void* __libc_calloc(size_t count, size_t size);
void* __libc_realloc(void* memory, size_t size);
void* __libc_memalign(size_t alignment, size_t size);
void __libc_free(void* memory);
void* aligned_alloc(size_t alignment, size_t size);
int posix_memalign(void** memory, size_t alignment, size_t size);
void slalom_heap(size_t* allocations, size_t* bytes);

static _Thread_local size_t allocations, bytes;

/* Of the calling thread so far: how often it has allocated, and the bytes that it holds, modulo 2^64. */
void slalom_heap(size_t* how_often, size_t* how_much) {
  *how_often = allocations;
  *how_much = bytes;
}

static void* counted(void* memory) {
  ++allocations;
  bytes += malloc_usable_size(memory);
  return memory;
}

void* malloc(size_t size) { return counted(__libc_malloc(size)); }
void* calloc(size_t count, size_t size) { return counted(__libc_calloc(count, size)); }
void* memalign(size_t alignment, size_t size) { return counted(__libc_memalign(alignment, size)); }
void* aligned_alloc(size_t alignment, size_t size) { return memalign(alignment, size); }

void free(void* memory) {
  bytes -= malloc_usable_size(memory);
  __libc_free(memory);
}

void* realloc(void* memory, size_t size) {
  const size_t before = malloc_usable_size(memory);
  void* const made = __libc_realloc(memory, size);
  if (made != NULL || size == 0) bytes -= before; /* else the old memory stays */
  return counted(made);
}

int posix_memalign(void** memory, size_t alignment, size_t size) {
  void* const made = memalign(alignment, size);
  if (made == NULL) return ENOMEM;
  *memory = made;
  return 0;
}
