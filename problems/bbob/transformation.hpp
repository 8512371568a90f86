// The way from x to z, one step after another, and the gradient back: Hansen et al. (2009), section 0.2.
#pragma once

#include <slalom/function.hpp>

#include <Eigen/Core>

#include <utility>
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
  /// `merge`: linear steps in a row are one matrix, which is the fastest way in low dimensions.
  Transformation(Index n, bool merge) : from_(n), to_(n), merge_(merge) {}

  /// z <- A z
  void multiply(const MatrixXd& A) {
    if (steps_.empty() || !steps_.back().is_affine()) {
      push({.kind = Kind::matrix, .A = A, .b = VectorXd::Zero(A.rows())}, A.rows());
      return;
    }
    auto& s = steps_.back();
    s.A = s.kind == Kind::matrix ? (A * s.A).eval() : (A * s.scales.asDiagonal()).eval();
    s.b = (A * s.b).eval();
    s.kind = Kind::matrix;
    to_ = s.size = A.rows();
  }
  /// z_i <- scales_i z_i
  void scale(const VectorXd& scales) {
    auto& s = affine();
    if (s.kind == Kind::matrix)
      s.A = (scales.asDiagonal() * s.A).eval();
    else
      s.scales = scales.cwiseProduct(s.scales).eval();
    s.b = scales.cwiseProduct(s.b).eval();
  }
  /// z <- z - b
  void shift(const VectorXd& b) { affine().b -= b; }
  /// z_k <- z_(order[k]); a number may be there several times.
  void permute(const std::vector<Index>& order) {
    const auto size = static_cast<Index>(order.size());
    if (merge_) {
      MatrixXd P = MatrixXd::Zero(size, to_);
      for (Index k = 0; k < size; ++k) P(k, order[static_cast<std::size_t>(k)]) = 1;
      multiply(P);
    } else {
      push({.kind = Kind::permutation, .order = order}, size);
    }
  }
  /// The last numbers of z, as many as the blocks have, are multiplied by the matrix that has these blocks.
  void turn(const std::vector<MatrixXd>& blocks) {
    if (merge_) {
      MatrixXd A = MatrixXd::Identity(to_, to_);
      for_each_block(blocks, to_, [&](const MatrixXd& B, Index i) { A.block(i, i, B.rows(), B.rows()) = B; });
      multiply(A);
    } else {
      push({.kind = Kind::blocks, .blocks = blocks}, to_);
    }
  }
  /// T_osz of each.
  void oscillate() { push({.kind = Kind::oscillate}, to_); }
  /// T_asy with this beta.
  void bend(double beta) { push({.kind = Kind::bend, .beta = beta}, to_); }

  Index size() const { return to_; }

  struct Memory {
    explicit Memory(const Transformation& t) : x(t.from_), gradient(t.from_) {
      for (const auto& step : t.steps_)
        for (auto* all : {&z, &g, &slopes}) all->emplace_back(step.size);
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
      auto& z = memory.z[i];
      if (s.kind == Kind::matrix) {
        z = s.b;
        z.noalias() += s.A * *x;
      } else if (s.kind == Kind::scales) {
        z = s.scales.cwiseProduct(*x) + s.b;
      } else if (s.kind == Kind::permutation) {
        for (Index k = 0; k < s.size; ++k) z[k] = (*x)[s.order[static_cast<std::size_t>(k)]];
      } else if (s.kind == Kind::blocks) {
        z = *x;
        for_each_block(s.blocks, s.size, [&](const MatrixXd& B, Index first) {
          z.segment(first, B.rows()).noalias() = B * x->segment(first, B.rows());
        });
      } else if (with_slopes) {
        for (Index k = 0; k < x->size(); ++k) {
          const auto y = s.each(math::Dual<double, 1>((*x)[k], 0), ramp(k, x->size()));
          z[k] = y.value;
          memory.slopes[i][k] = y.slopes[0];
        }
      } else {
        for (Index k = 0; k < x->size(); ++k) z[k] = s.each((*x)[k], ramp(k, x->size()));
      }
    }
    return *x;
  }
  /// From the derivatives by z, in memory.last_gradient(), those by x, in memory.gradient.
  void go_back(Memory& memory) const {
    for (std::size_t i = steps_.size(); i-- > 0;) {
      const auto& s = steps_[i];
      const auto& g = memory.g[i];
      auto& before = i == 0 ? memory.gradient : memory.g[i - 1];
      if (s.kind == Kind::matrix) {
        before.noalias() = s.A.transpose() * g;
      } else if (s.kind == Kind::scales) {
        before = g.cwiseProduct(s.scales);
      } else if (s.kind == Kind::permutation) {
        before.setZero();
        for (Index k = 0; k < s.size; ++k) before[s.order[static_cast<std::size_t>(k)]] += g[k];
      } else if (s.kind == Kind::blocks) {
        before = g;
        for_each_block(s.blocks, s.size, [&](const MatrixXd& B, Index first) {
          before.segment(first, B.rows()).noalias() = B.transpose() * g.segment(first, B.rows());
        });
      } else {
        before = g.cwiseProduct(memory.slopes[i]);
      }
    }
  }

  /// z of one point.
  VectorXd at(const VectorXd& x) const {
    Memory memory(*this);
    memory.x = x;
    return apply(memory, false);
  }
  /// Of linear steps: their transpose, which for rotations is the way back.
  VectorXd transposed(const VectorXd& z) const {
    Memory memory(*this);
    memory.last_gradient() = z;
    go_back(memory);
    return memory.gradient;
  }

  /// From 0 at the first variable to 1 at the last.
  static double ramp(Index i, Index n) { return static_cast<double>(i) / static_cast<double>(n - 1); }

 private:
  enum class Kind { matrix, scales, permutation, blocks, oscillate, bend };
  struct Step {
    Kind kind;
    Index size = 0;  // of z after it
    double beta = 0;
    MatrixXd A{};  // z = A x + b, or scales x + b
    VectorXd scales{}, b{};
    std::vector<Index> order{};
    std::vector<MatrixXd> blocks{};

    bool is_affine() const { return kind == Kind::matrix || kind == Kind::scales; }
    template <class T>
    T each(const T& x, double ramp) const {
      return kind == Kind::oscillate ? oscillated(x) : bent(x, beta * ramp);
    }
  };

  void push(Step step, Index size) {
    to_ = step.size = size;
    steps_.push_back(std::move(step));
  }
  /// The last step if it is affine, else a new one.
  Step& affine() {
    if (steps_.empty() || !steps_.back().is_affine())
      push({.kind = Kind::scales, .scales = VectorXd::Ones(to_), .b = VectorXd::Zero(to_)}, to_);
    return steps_.back();
  }
  /// Calls with each block and the place of its first number; `size`: of the vector that they end with.
  static void for_each_block(const std::vector<MatrixXd>& blocks, Index size, auto call) {
    Index first = size;
    for (const auto& B : blocks) first -= B.rows();
    for (const auto& B : blocks) {
      call(B, first);
      first += B.rows();
    }
  }

  std::vector<Step> steps_;
  Index from_, to_;
  bool merge_;
};

}  // namespace bbob
}  // namespace slalom
