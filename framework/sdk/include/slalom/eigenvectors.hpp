// Eigenvalues and eigenvectors of a symmetric matrix, and orthonormal bases, again and again, in memory that is taken
// once.
#pragma once

#include <slalom/linear_algebra.hpp>

#include <Eigen/Eigenvalues>
#include <Eigen/QR>

namespace [[gnu::visibility("hidden")]] slalom {

/// A = V diag(values) V'. Eigen::SelfAdjointEigenSolver does the same, but allocates in every call.
template <class Real>
class SymmetricEigen {
 public:
  explicit SymmetricEigen(Eigen::Index n);

  /// Throws where A is not finite.
  void compute(const Matrix<Real>& A);
  /// Ascending.
  const Eigen::VectorX<Real>& values() const { return values_; }
  const Matrix<Real>& vectors() const { return V_; }

 private:
  Eigen::Tridiagonalization<Matrix<Real>> tridiagonal_;
  Eigen::SelfAdjointEigenSolver<Matrix<Real>> solver_;
  Matrix<Real> scaled_, Q_, V_;
  Eigen::VectorX<Real> values_, workspace_, diagonal_, subdiagonal_;
};

/// A = Q R, R upper triangular: the columns of Q are an orthonormal basis of those of A.
template <class Real>
class Orthonormalization {
 public:
  explicit Orthonormalization(Eigen::Index n);

  void compute(const Matrix<Real>& A, Matrix<Real>& Q);
  /// Of R.
  auto diagonal() const { return qr_.matrixQR().diagonal(); }

 private:
  Eigen::HouseholderQR<Matrix<Real>> qr_;
  Eigen::VectorX<Real> workspace_;
};

}  // namespace slalom

#ifndef SLALOM_COMPILED
#include <slalom/detail/eigenvectors.hpp>
#endif
