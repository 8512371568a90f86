// A file descriptor that is closed with its owner.
#pragma once

#include <unistd.h>

#include <utility>

namespace slalom::process {

class Descriptor {
 public:
  explicit Descriptor(int number = -1) : number_(number) {}
  ~Descriptor() {
    if (number_ >= 0) close(number_);
  }
  Descriptor(Descriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
  Descriptor& operator=(Descriptor other) noexcept {
    std::swap(number_, other.number_);
    return *this;
  }
  int get() const { return number_; }
  /// It is the caller's to close.
  int release() { return std::exchange(number_, -1); }

 private:
  int number_;
};

}  // namespace slalom::process
