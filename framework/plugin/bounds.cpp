#include "plugin/bounds.hpp"

#include <algorithm>
#include <limits>

namespace slalom::host {

namespace {

template <class Real>
bool contain(const Bounds& bounds, const Real* w) {
  bool inside = true;
  for (std::size_t i = 0; i < bounds.dimension; ++i)
    inside &= w[i] >= static_cast<Real>(bounds.lower[i]) && w[i] <= static_cast<Real>(bounds.upper[i]);
  return inside;
}

template <class Real>
void fill(Real* numbers, std::size_t size) {
  std::fill_n(numbers, size, std::numeric_limits<Real>::quiet_NaN());
}

}  // namespace

bool Bounds::contain(slalom_real real, const void* w) const {
  return real == SLALOM_FLOAT32 ? host::contain(*this, static_cast<const float*>(w))
                                : host::contain(*this, static_cast<const double*>(w));
}

void fill_with_nan(slalom_real real, void* numbers, std::size_t size) {
  if (real == SLALOM_FLOAT32)
    fill(static_cast<float*>(numbers), size);
  else
    fill(static_cast<double*>(numbers), size);
}

}  // namespace slalom::host
