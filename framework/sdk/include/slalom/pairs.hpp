// What L-BFGS remembers: pairs of a step s and the gradient's change y.
#pragma once

#include <slalom/linear.hpp>
#include <slalom/optimizer.hpp>

#include <algorithm>
#include <span>
#include <vector>

namespace [[gnu::visibility("hidden")]] slalom {

/// An approximation of the inverse Hessian, H: BFGS from the last pairs alone, beginning as s.y / y.y of the newest, or
/// as 1 without any. Nocedal (1980); Nocedal and Wright (2006), algorithm 7.4.
template <class Real>
class Pairs {
 public:
  Pairs(std::size_t dimension, std::size_t most)
      : s_(most, Vector<Real>(dimension)), y_(s_), rho_(most), alpha_(most) {}

  bool empty() const { return kept_ == 0; }
  void clear() { kept_ = 0; }

  /// In exchange for memory of the same size. Where s.y is not above 0 the pairs that are kept stay as they are.
  void add(Vector<Real>& s, Vector<Real>& y) {
    const double sy = dot(s, y);
    if (!(sy > 0) || s_.empty()) return;
    s_[next_].swap(s);
    y_[next_].swap(y);
    rho_[next_] = 1 / sy;
    next_ = (next_ + 1) % s_.size();
    kept_ = std::min(kept_ + 1, s_.size());
  }

  /// v <- H v
  void multiply(Vector<Real>& v) {
    for (std::size_t age = 0; age < kept_; ++age) {
      const auto p = pair(age);
      alpha_[p] = rho_[p] * dot(s_[p], v);
      add_to(v, -alpha_[p], y_[p]);
    }
    if (kept_ > 0) {
      const Real scale = static_cast<Real>(1 / (rho_[pair(0)] * squared_norm(y_[pair(0)])));
      for (Real& x : v) x *= scale;
    }
    for (std::size_t age = kept_; age-- > 0;) {
      const auto p = pair(age);
      add_to(v, alpha_[p] - rho_[p] * dot(y_[p], v), s_[p]);
    }
  }

 private:
  std::size_t pair(std::size_t age) const { return (next_ + s_.size() - 1 - age) % s_.size(); }
  static void add_to(Vector<Real>& v, double factor, const Vector<Real>& more) {
    for (std::size_t i = 0; i < v.size(); ++i) v[i] += static_cast<Real>(factor) * more[i];
  }

  std::vector<Vector<Real>> s_, y_;
  std::vector<double> rho_, alpha_;
  std::size_t kept_ = 0, next_ = 0;
};

}  // namespace slalom
