#include "softmax_minimum.hpp"

#include <slalom/classification.hpp>

namespace [[gnu::visibility("hidden")]] slalom {
namespace {

/// mean_i [log sum_k exp z_ik - z_i,y_i] + l2/2 |W|^2 as a function of A = [W b], with z_i = A x_i and x_i ending in 1.
class SoftmaxObjective {
 public:
  using Matrix = Eigen::MatrixXd;

  SoftmaxObjective(const Examples<double>& examples, std::size_t classes, double l2)
      : classes_(static_cast<Eigen::Index>(classes)),
        l2_(l2),
        y_(examples.y),
        x_(examples.x.rows() + 1, examples.x.cols()) {
    x_ << examples.x, Eigen::RowVectorXd::Ones(examples.x.cols());
  }

  Matrix origin() const { return Matrix::Zero(classes_, x_.rows()); }

  /// Its value at A; where hessian_times looks from then on.
  double move_to(const Matrix& A) {
    p_.noalias() = A * x_;
    return softmax(p_, y_) / count() + l2_ / 2 * A.leftCols(A.cols() - 1).squaredNorm();
  }
  Matrix gradient(const Matrix& A) const {
    Matrix r = p_;
    subtract_classes(r, y_);
    return mean_product(r, A);
  }
  Matrix hessian_times(const Matrix& V) const {
    Matrix q = V * x_;
    const Eigen::RowVectorXd mean = p_.cwiseProduct(q).colwise().sum();
    q.rowwise() -= mean;
    return mean_product(p_.cwiseProduct(q), V);
  }

 private:
  double count() const { return static_cast<double>(x_.cols()); }
  Matrix mean_product(const Matrix& r, const Matrix& penalized) const {
    Matrix out = r * x_.transpose() / count();
    out.leftCols(out.cols() - 1) += l2_ * penalized.leftCols(out.cols() - 1);
    return out;
  }

  Eigen::Index classes_;
  double l2_;
  std::span<const std::uint32_t> y_;
  Matrix x_, p_;
};

}  // namespace

std::optional<double> softmax_minimum(const Examples<double>& examples, std::size_t classes, double l2) {
  SoftmaxObjective f(examples, classes, l2);
  const auto gradient = [&](const SoftmaxObjective::Matrix& A) -> SoftmaxObjective::Matrix {
    const auto g = f.gradient(A);
    return g.rowwise() - g.colwise().mean();
  };
  auto A = f.origin();
  double value = f.move_to(A);
  const double rounding = 1e-30 * gradient(A).squaredNorm();  // a smaller residual means nothing
  for (int products = 0;;) {
    const auto g = gradient(A);
    Eigen::MatrixXd step = f.origin(), residual = -g, direction = residual;
    double size = residual.squaredNorm();
    for (const double enough = std::max(rounding, size * std::min(0.01, std::sqrt(size))); size > enough;) {
      if (++products > 2000) return {};
      const Eigen::MatrixXd product = f.hessian_times(direction);
      const double length = size / direction.cwiseProduct(product).sum(), before = size;
      step += length * direction;
      residual -= length * product;
      size = residual.squaredNorm();
      direction = residual + size / before * direction;
    }
    const double slope = g.cwiseProduct(step).sum();
    if (-slope < 2e-14) return value + slope / 2;
    double length = 1, next = f.move_to(A + step);
    while (next > value + length * slope / 4 && length > 1e-3) next = f.move_to(A + (length /= 2) * step);
    A += length * step;
    value = next;
  }
}

}  // namespace slalom
