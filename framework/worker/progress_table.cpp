#include "worker/flight_table.hpp"

#include "worker/system_error.hpp"

#include <sys/mman.h>
#include <unistd.h>

namespace slalom::host {

FlightTable::FlightTable(std::size_t runs) : runs_(runs), descriptor_(memfd_create("slalom-runs", MFD_CLOEXEC)) {
  if (descriptor_ < 0) throw_errno("cannot share memory with a worker");
  if (ftruncate(descriptor_, static_cast<off_t>(bytes())) != 0) throw_errno("cannot share memory with a worker");
  map();
}

FlightTable::FlightTable(int descriptor, std::size_t runs) : runs_(runs), descriptor_(descriptor) {
  map();
  close(descriptor_);
  descriptor_ = -1;
}

FlightTable::~FlightTable() {
  munmap(slots_, bytes());
  if (descriptor_ >= 0) close(descriptor_);
}

void FlightTable::map() {
  void* at = mmap(nullptr, bytes(), PROT_READ | PROT_WRITE, MAP_SHARED, descriptor_, 0);
  if (at == MAP_FAILED) throw_errno("cannot share memory with a worker");
  slots_ = static_cast<Slot*>(at);
}

}  // namespace slalom::host
