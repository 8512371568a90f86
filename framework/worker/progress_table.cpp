#include "worker/progress_table.hpp"

#include "process/system_error.hpp"

#include <sys/mman.h>
#include <unistd.h>

namespace slalom::worker {

namespace {

constexpr const char* no_table = "cannot share memory with a worker";

}  // namespace

ProgressTable::ProgressTable(std::size_t runs) : runs_(runs), file_(no_table) {
  file_->fix_size(bytes(), no_table);  // a table that a plugin cuts off would end the supervisor as it reads on
  map(file_->get());
}

ProgressTable::ProgressTable(int descriptor, std::size_t runs) : runs_(runs) {
  map(descriptor);
  close(descriptor);
}

ProgressTable::~ProgressTable() { munmap(slots_, bytes()); }

void ProgressTable::map(int descriptor) {
  void* at = mmap(nullptr, bytes(), PROT_READ | PROT_WRITE, MAP_SHARED, descriptor, 0);
  if (at == MAP_FAILED) process::throw_errno(no_table);
  slots_ = static_cast<Slot*>(at);
}

}  // namespace slalom::worker
