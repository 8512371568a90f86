// Eigenvalues and eigenvectors of a symmetric matrix, again and again, in memory that is taken once.
#pragma once

#include <slalom/linear_algebra.hpp>

#include <Eigen/Eigenvalues>
#include <stdexcept>

namespace [[gnu::visibility("hidden")]] slalom {

/// A = V diag(values) V'. Eigen::SelfAdjointEigenSolver does the same, but allocates in every call.
template <class Real>
class SymmetricEigen {
 public:
  explicit SymmetricEigen(Eigen::Index n)
      : tridiagonal_(n),
        solver_(n),
        scaled_(n, n),
        Q_(n, n),
        V_(Matrix<Real>::Identity(n, n)),
        values_(n),
        workspace_(n),
        diagonal_(n),
        beside_(std::max<Eigen::Index>(n - 1, 0)) {}

  /// Throws where A is not finite.
  void compute(const Matrix<Real>& A) {
    const Real scale = A.cwiseAbs().maxCoeff();
    if (!(scale <= std::numeric_limits<Real>::max()) || !A.allFinite())
      throw std::runtime_error("a matrix that is not finite has no eigenvalues");
    if (A.rows() == 1 || scale == 0) {
      values_ = A.diagonal();
      V_.setIdentity();
      return;
    }
    scaled_ = A / scale;
    tridiagonal_.compute(scaled_);
    diagonal_ = tridiagonal_.diagonal();
    beside_ = tridiagonal_.subDiagonal();
    tridiagonal_.matrixQ().evalTo(Q_, workspace_);
    solver_.computeFromTridiagonal(diagonal_, beside_, Eigen::ComputeEigenvectors);
    if (solver_.info() != Eigen::Success) throw std::runtime_error("the eigenvalues of a matrix were not found");
    values_ = scale * solver_.eigenvalues();
    V_.noalias() = Q_.lazyProduct(solver_.eigenvectors());
  }
  /// Ascending.
  const Eigen::VectorX<Real>& values() const { return values_; }
  const Matrix<Real>& vectors() const { return V_; }

 private:
  Eigen::Tridiagonalization<Matrix<Real>> tridiagonal_;
  Eigen::SelfAdjointEigenSolver<Matrix<Real>> solver_;
  Matrix<Real> scaled_, Q_, V_;
  Eigen::VectorX<Real> values_, workspace_, diagonal_, beside_;
};

}  // namespace slalom
