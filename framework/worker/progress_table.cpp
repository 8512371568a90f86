#include "worker/progress_table.hpp"

#include "process/system_error.hpp"

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

namespace slalom::host {

ProgressTable::ProgressTable(std::size_t runs)
    : runs_(runs), descriptor_(memfd_create("slalom-runs", MFD_CLOEXEC | MFD_ALLOW_SEALING)) {
  if (descriptor_ < 0) throw_errno("cannot share memory with a worker");
  if (ftruncate(descriptor_, static_cast<off_t>(bytes())) != 0) throw_errno("cannot share memory with a worker");
  // A table that a plugin cuts off would end the supervisor as it reads on.
  if (fcntl(descriptor_, F_ADD_SEALS, F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_SEAL) != 0)
    throw_errno("cannot share memory with a worker");
  map();
}

ProgressTable::ProgressTable(int descriptor, std::size_t runs) : runs_(runs), descriptor_(descriptor) {
  map();
  close(descriptor_);
  descriptor_ = -1;
}

ProgressTable::~ProgressTable() {
  munmap(slots_, bytes());
  if (descriptor_ >= 0) close(descriptor_);
}

void ProgressTable::map() {
  void* at = mmap(nullptr, bytes(), PROT_READ | PROT_WRITE, MAP_SHARED, descriptor_, 0);
  if (at == MAP_FAILED) throw_errno("cannot share memory with a worker");
  slots_ = static_cast<Slot*>(at);
}

}  // namespace slalom::host
