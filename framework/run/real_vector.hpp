// A parameter vector in a problem's own real type.
#pragma once

#include <slalom/plugin.h>

#include <cstddef>
#include <memory>
#include <span>

namespace slalom::host {

class RealVector {
 public:
  RealVector(slalom_real real, std::size_t size);
  RealVector(const RealVector& other);
  RealVector& operator=(const RealVector&) = delete;

  void* data() { return bytes_.get(); }
  const void* data() const { return bytes_.get(); }
  std::size_t size() const { return size_; }

  void assign(std::span<const double> values);
  void assign(const RealVector& other);
  void copy_to(std::span<double> out) const;
  slalom_real real() const { return real_; }

 private:
  slalom_real real_;
  std::size_t size_;
  // On a cache line: vectorised sums add in an order that depends on the alignment, and so would the last bits.
  std::unique_ptr<std::byte[], void (*)(std::byte*)> bytes_;
};

/// Euclidean norm of `size` numbers of the given type.
double norm(slalom_real real, const void* v, std::size_t size);

/// Euclidean distance of two vectors of one type and size.
double distance(const RealVector& a, const RealVector& b);

}  // namespace slalom::host
