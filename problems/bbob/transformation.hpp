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
  /// `merge`: linear steps in a row are one matrix, which is the fastest way in low dimensions.
  Transformation(Index n, bool merge);

  /// z <- A z
  void multiply(const MatrixXd& A);
  /// z_i <- scales_i z_i
  void scale(const VectorXd& scales);
  /// z <- z - b
  void shift(const VectorXd& b);
  /// z_k <- z_(order[k]); a number may be there several times.
  void permute(const std::vector<Index>& order);
  /// The last numbers of z, as many as the blocks have, are multiplied by the matrix that has these blocks.
  void turn(const std::vector<MatrixXd>& blocks);
  /// T_osz of each.
  void oscillate();
  /// T_asy with this beta.
  void bend(double beta);

  Index size() const { return to_; }

  struct Memory {
    explicit Memory(const Transformation& t);
    VectorXd x, gradient;        // in; out
    std::vector<VectorXd> z, g;  // after each step: the point, and the derivatives by it
    std::vector<VectorXd> slopes;

    VectorXd& last_gradient() { return g.empty() ? gradient : g.back(); }
  };

  /// z of memory.x; with the steps' slopes if the gradient will be asked for.
  const VectorXd& apply(Memory& memory, bool with_slopes) const;
  /// From the derivatives by z, in memory.last_gradient(), those by x, in memory.gradient.
  void go_back(Memory& memory) const;

  /// z of one point.
  VectorXd at(const VectorXd& x) const;
  /// Of linear steps: their transpose, which for rotations is the way back.
  VectorXd transposed(const VectorXd& z) const;

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

  void push(Step step, Index size);
  /// The last step if it is affine, else a new one.
  Step& affine();
  std::vector<Step> steps_;
  Index from_, to_;
  bool merge_;
};

}  // namespace bbob
}  // namespace slalom
