// Random numbers from the host: the same seed gives the same numbers, on any thread and in any order of runs.
#pragma once

#include <slalom/plugin.h>

#include <cstdint>
#include <span>

namespace [[gnu::visibility("hidden")]] slalom {

class Random {
 public:
  explicit Random(const slalom_random* source) : source_(source) {}
  /// As the C interface has it.
  const slalom_random* c() const { return source_; }

  std::uint64_t bits() {
    std::uint64_t value = 0;
    source_->bits(source_->self, &value, 1);
    return value;
  }
  /// Uniform in the open interval (0, 1).
  double uniform() {
    double value = 0;
    source_->uniform(source_->self, &value, 1);
    return value;
  }
  double uniform(double from, double to) { return from + (to - from) * uniform(); }
  /// Mean 0, variance 1.
  double normal() {
    double value = 0;
    source_->normal(source_->self, &value, 1);
    return value;
  }
  /// One of 0 … count-1. The bias is below count / 2^64.
  std::uint64_t below(std::uint64_t count) {
    __extension__ using Wide = unsigned __int128;
    return static_cast<std::uint64_t>((Wide{bits()} * count) >> 64);
  }
  template <class Real>
  void fill_normal(std::span<Real> out) {
    for (Real& x : out) x = static_cast<Real>(normal());
  }

 private:
  const slalom_random* source_;
};

}  // namespace slalom
