#include "loader/bounds.hpp"

#include <algorithm>
#include <limits>

namespace slalom::loader {

namespace {

template <class Real>
bool contain(const Bounds& bounds, const Real* w) {
  bool inside = true;
  for (std::size_t i = 0; i < bounds.dimension; ++i)
    inside &= w[i] >= static_cast<Real>(bounds.lower[i]) && w[i] <= static_cast<Real>(bounds.upper[i]);
  return inside;
}

void fill(slalom_real real, void* numbers, std::size_t size, double value) {
  if (real == SLALOM_FLOAT32)
    std::fill_n(static_cast<float*>(numbers), size, static_cast<float>(value));
  else
    std::fill_n(static_cast<double*>(numbers), size, value);
}

}  // namespace

bool Bounds::contain(slalom_real real, const void* w) const {
  return real == SLALOM_FLOAT32 ? loader::contain(*this, static_cast<const float*>(w))
                                : loader::contain(*this, static_cast<const double*>(w));
}

void fill_with_nan(slalom_real real, void* numbers, std::size_t size) {
  fill(real, numbers, size, std::numeric_limits<double>::quiet_NaN());
}

void fill_with_infinity(slalom_real real, void* numbers, std::size_t size) {
  fill(real, numbers, size, std::numeric_limits<double>::infinity());
}

}  // namespace slalom::loader
