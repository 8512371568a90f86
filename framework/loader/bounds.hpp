// The box within which w must stay, where a problem has hard bounds.
#pragma once

#include <slalom/plugin.h>

#include <cstddef>

namespace slalom::loader {

/// The ends, `dimension` numbers each, are the problem's.
struct Bounds {
  const double* lower;
  const double* upper;
  std::size_t dimension;

  /// In float32 the ends are rounded to it, so that a w that was moved to the nearest point of the box is inside.
  bool contain(slalom_real real, const void* w) const;
};

/// Every one of `size` numbers of the given type becomes NaN.
void fill_with_nan(slalom_real real, void* numbers, std::size_t size);
/// Likewise +infinity.
void fill_with_infinity(slalom_real real, void* numbers, std::size_t size);

}  // namespace slalom::loader
