// A parameter vector in a problem's own real type.
#pragma once

#include <slalom/plugin.h>

#include <cstddef>
#include <span>
#include <vector>

namespace slalom::host {

class RealVector {
 public:
  RealVector(slalom_real real, std::size_t size);

  void* data() { return bytes_.data(); }
  const void* data() const { return bytes_.data(); }
  std::size_t size() const { return size_; }

  void assign(std::span<const double> values);
  void assign(const RealVector& other) { bytes_ = other.bytes_; }
  void copy_to(std::span<double> out) const;
  slalom_real real() const { return real_; }

 private:
  slalom_real real_;
  std::size_t size_;
  std::vector<double> bytes_;  // twice as much as float32 needs, and aligned for both
};

/// Euclidean norm of `size` numbers of the given type.
double norm(slalom_real real, const void* v, std::size_t size);

/// Euclidean distance of two vectors of one type and size.
double distance(const RealVector& a, const RealVector& b);

}  // namespace slalom::host
