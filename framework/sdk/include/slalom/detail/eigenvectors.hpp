// How eigenvectors are computed: what <slalom/eigenvectors.hpp> declares.
#pragma once

#include <slalom/eigenvectors.hpp>

#include <algorithm>
#include <limits>
#include <stdexcept>

namespace [[gnu::visibility("hidden")]] slalom {

template <class Real>
SymmetricEigen<Real>::SymmetricEigen(Eigen::Index n)
    : tridiagonal_(n),
      solver_(n),
      scaled_(n, n),
      Q_(n, n),
      V_(Matrix<Real>::Identity(n, n)),
      values_(n),
      workspace_(n),
      diagonal_(n),
      subdiagonal_(std::max<Eigen::Index>(n - 1, 0)) {}

template <class Real>
void SymmetricEigen<Real>::compute(const Matrix<Real>& A) {
  const Real scale = A.cwiseAbs().maxCoeff();
  if (!(scale <= std::numeric_limits<Real>::max()) || !A.allFinite()) {
    values_.setConstant(std::numeric_limits<Real>::quiet_NaN());
    V_.setConstant(std::numeric_limits<Real>::quiet_NaN());
    return;
  }
  if (A.rows() == 1 || scale == 0) {
    values_ = A.diagonal();
    V_.setIdentity();
    return;
  }
  scaled_ = A / scale;
  tridiagonal_.compute(scaled_);
  diagonal_ = tridiagonal_.diagonal();
  subdiagonal_ = tridiagonal_.subDiagonal();
  tridiagonal_.matrixQ().evalTo(Q_, workspace_);
  solver_.computeFromTridiagonal(diagonal_, subdiagonal_, Eigen::ComputeEigenvectors);
  if (solver_.info() != Eigen::Success) throw std::runtime_error("the eigenvalues of a matrix were not found");
  values_ = scale * solver_.eigenvalues();
  V_.noalias() = Q_.lazyProduct(solver_.eigenvectors());
}

template <class Real>
Orthonormalization<Real>::Orthonormalization(Eigen::Index n) : qr_(n, n), workspace_(n) {}

template <class Real>
void Orthonormalization<Real>::compute(const Matrix<Real>& A, Matrix<Real>& Q) {
  qr_.compute(A);
  qr_.householderQ().evalTo(Q, workspace_);
}

}  // namespace slalom
