// A page of numbers between two that nobody may touch: a step beyond either end is a segmentation fault.
#pragma once

#include <slalom/plugin.h>

#include <cstddef>

namespace slalom::host {

class GuardedPage {
 public:
  GuardedPage();
  ~GuardedPage();
  GuardedPage(const GuardedPage&) = delete;
  GuardedPage& operator=(const GuardedPage&) = delete;

  void* data() { return data_; }
  /// How many numbers of the type fill it.
  std::size_t size(slalom_real real) const;
  std::size_t bytes() const { return bytes_; }
  /// From now on it can only be read, or not even that.
  void forbid_writing();
  void forbid_all();
  void allow();

 private:
  void protect(int protection);

  std::size_t bytes_;
  std::byte* data_ = nullptr;
};

}  // namespace slalom::host
