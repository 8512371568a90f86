// The way from x to z, one step after another, and the gradient back: Hansen et al. (2009), section 0.2.
#pragma once

#include <slalom/function.hpp>

#include <Eigen/Core>

#include <vector>

namespace [[gnu::visibility("hidden")]] slalom {
namespace bbob {

using Eigen::Index, Eigen::MatrixXd, Eigen::VectorXd;

/// T_osz: smooth local irregularities around the identity.
template <class T>
T oscillated(const T& x) {
  using namespace slalom::math;
  if (x == 0.0) return x;
  const T t = 10.0 * log(abs(x));
  const bool up = x > 0.0;
  const T y = exp(0.1 * (t + 0.49 * (sin((up ? 1.0 : 0.55) * t) + sin((up ? 0.79 : 0.31) * t))));
  return up ? y : -y;
}

/// T_asy, with beta (i-1)/(n-1) as the exponent: bends the positive side.
template <class T>
T bent(const T& x, double exponent) {
  using namespace slalom::math;
  return x > 0.0 ? pow(x, 1.0 + exponent * sqrt(x)) : x;
}

class Transformation {
 public:
  explicit Transformation(Index n) : from_(n), to_(n) {}

  /// z <- A z
  void multiply(const MatrixXd& A) {
    auto& s = affine();
    s.A = (A * s.A).eval();
    s.b = (A * s.b).eval();
    to_ = A.rows();
  }
  /// z <- z - b
  void shift(const VectorXd& b) { affine().b -= b; }
  /// T_osz of each.
  void oscillate() { steps_.push_back({Kind::oscillate}); }
  /// T_asy with this beta.
  void bend(double beta) { steps_.push_back({Kind::bend, beta}); }

  Index size() const { return to_; }

  struct Memory {
    explicit Memory(const Transformation& t) : x(t.from_), gradient(t.from_), z(t.steps_.size()), g(t.steps_.size()) {
      Index size = t.from_;
      for (std::size_t i = 0; i < z.size(); ++i) {
        if (t.steps_[i].kind == Kind::affine) size = t.steps_[i].b.size();
        z[i].resize(size);
        g[i].resize(size);
        slopes.emplace_back(size);
      }
    }
    VectorXd x, gradient;        // in; out
    std::vector<VectorXd> z, g;  // after each step: the point, and the derivatives by it
    std::vector<VectorXd> slopes;

    VectorXd& last_gradient() { return g.empty() ? gradient : g.back(); }
  };

  /// z of memory.x; with the steps' slopes if the gradient will be asked for.
  const VectorXd& apply(Memory& memory, bool with_slopes) const {
    const VectorXd* x = &memory.x;
    for (std::size_t i = 0; i < steps_.size(); x = &memory.z[i++]) {
      const auto& s = steps_[i];
      if (s.kind == Kind::affine) {
        memory.z[i] = s.b;
        memory.z[i].noalias() += s.A * *x;
      } else if (with_slopes) {
        for (Index k = 0; k < x->size(); ++k) {
          const auto y = s.each(math::Dual<double, 1>((*x)[k], 0), ramp(k, x->size()));
          memory.z[i][k] = y.value;
          memory.slopes[i][k] = y.slopes[0];
        }
      } else {
        for (Index k = 0; k < x->size(); ++k) memory.z[i][k] = s.each((*x)[k], ramp(k, x->size()));
      }
    }
    return *x;
  }
  /// From the derivatives by z, in memory.last_gradient(), those by x, in memory.gradient.
  void go_back(Memory& memory) const {
    for (std::size_t i = steps_.size(); i-- > 0;) {
      const auto& s = steps_[i];
      auto& before = i == 0 ? memory.gradient : memory.g[i - 1];
      if (s.kind == Kind::affine)
        before.noalias() = s.A.transpose() * memory.g[i];
      else
        before = memory.g[i].cwiseProduct(memory.slopes[i]);
    }
  }

  /// From 0 at the first variable to 1 at the last.
  static double ramp(Index i, Index n) { return static_cast<double>(i) / static_cast<double>(n - 1); }

 private:
  enum class Kind { affine, oscillate, bend };
  struct Step {
    Kind kind;
    double beta = 0;
    MatrixXd A{};
    VectorXd b{};

    template <class T>
    T each(const T& x, double ramp) const {
      return kind == Kind::oscillate ? oscillated(x) : bent(x, beta * ramp);
    }
  };

  /// The last step if it is affine, else a new one: affine maps in a row are one.
  Step& affine() {
    if (steps_.empty() || steps_.back().kind != Kind::affine)
      steps_.push_back({Kind::affine, 0, MatrixXd::Identity(to_, to_), VectorXd::Zero(to_)});
    return steps_.back();
  }

  std::vector<Step> steps_;
  Index from_, to_;
};

}  // namespace bbob
}  // namespace slalom
