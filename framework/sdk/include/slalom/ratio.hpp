// Quotients of two numbers that may both have come down to 0.
#pragma once

namespace [[gnu::visibility("hidden")]] slalom {

/// a / b; 0 where b is 0, as where a gradient has always been 0 and nothing was added to its mean of squares.
template <class Real>
Real ratio(Real a, Real b) {
  return b == 0 ? Real{0} : a / b;
}

}  // namespace slalom
