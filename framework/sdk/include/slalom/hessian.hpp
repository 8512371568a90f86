// Products with the Hessian, for methods that need them on any problem.
#pragma once

#include <slalom/linear.hpp>
#include <slalom/optimizer.hpp>

#include <algorithm>
#include <cmath>
#include <limits>

namespace [[gnu::visibility("hidden")]] slalom {

/// From the problem where it offers them; else from the difference of two gradients.
template <class Real>
class Hessian {
 public:
  explicit Hessian(std::size_t dimension) : point_(dimension) {}

  /// out = Hessian at w times v; g: the gradient at w.
  void times(Oracle<Real>& f, std::span<const Real> w, const Vector<Real>& g, const Vector<Real>& v,
             Vector<Real>& out) {
    if (f.has_hessian_vector()) return f.hessian_vector(w, v, out);
    const Real h = static_cast<Real>(std::sqrt(std::numeric_limits<Real>::epsilon()) * (1 + norm(w)) / norm(v));
    if (!std::isfinite(h)) {  // v is 0, or its squares are
      std::ranges::fill(out, Real{0});
      return;
    }
    for (std::size_t i = 0; i < w.size(); ++i) point_[i] = w[i] + h * v[i];
    f.gradient(point_, out);
    for (std::size_t i = 0; i < w.size(); ++i) out[i] = (out[i] - g[i]) / h;
  }

  /// Signs at random: the mean of v * (Hessian v) is the Hessian's diagonal. Hutchinson (1990).
  static void signs(Random& random, Vector<Real>& v) {
    std::uint64_t bits = 0;
    for (std::size_t i = 0; i < v.size(); ++i, bits >>= 1) {
      if (i % 64 == 0) bits = random.bits();
      v[i] = (bits & 1) != 0 ? Real{1} : Real{-1};
    }
  }

 private:
  Vector<Real> point_;
};

}  // namespace slalom
