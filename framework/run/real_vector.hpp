// A parameter vector in a problem's own real type, in memory that plugins may misuse.
#pragma once

#include <slalom/plugin.h>

#include <cstddef>
#include <span>

namespace slalom::run {

/// What so many numbers of the given type take.
constexpr std::size_t bytes_of(slalom_real real, std::size_t count) {
  return count * (real == SLALOM_FLOAT32 ? sizeof(float) : sizeof(double));
}

class RealVector {
 public:
  RealVector(slalom_real real, std::size_t size);
  RealVector(const RealVector& other);
  /// The memory is not used again before some megabytes of others were freed: a plugin that kept a pointer to it does
  /// no harm to the next run.
  ~RealVector();
  RealVector& operator=(const RealVector&) = delete;

  void* data() { return bytes_; }
  const void* data() const { return bytes_; }
  std::size_t size() const { return size_; }

  void assign(std::span<const double> values);
  void assign(const RealVector& other);
  void copy_to(std::span<double> out) const;
  slalom_real real() const { return real_; }

  /// False if somebody wrote into the margins before or behind it.
  bool intact() const;

 private:
  slalom_real real_;
  std::size_t size_;
  // On a cache line: vectorised sums add in an order that depends on the alignment, and so would the last bits.
  std::byte* bytes_;
};

/// True where every one of `size` numbers of the given type is.
bool all_finite(slalom_real real, const void* v, std::size_t size);

/// Euclidean norm of `size` numbers of the given type.
double norm(slalom_real real, const void* v, std::size_t size);

/// Euclidean distance of two vectors of one type and size.
double distance(const RealVector& a, const RealVector& b);

}  // namespace slalom::run
