// How matrices are multiplied: what <slalom/products.hpp> declares.
#pragma once

#include <slalom/products.hpp>

#include <algorithm>

namespace [[gnu::visibility("hidden")]] slalom {
namespace detail {

template <class T>
using Columns = Eigen::Map<T, 0, Eigen::OuterStride<>>;

/// By Eigen's own function: part += scale * (a * b) would allocate memory where b is a vector.
template <class A, class B>
void add_scaled(auto& part, const A& a, const B& b, typename A::Scalar scale, bool add) {
  using Shape = Eigen::DenseShape;
  if (!add) part.setZero();
  Eigen::internal::generic_product_impl<A, B, Shape, Shape, Eigen::GemmProduct>::scaleAndAddTo(part, a, b, scale);
}

/// Eigen copies the factor that has the inner dimension of `to`, up to a thousand numbers of each of its vectors at a
/// time. On the stack that may take 1 MB (see slalom/linear_algebra.hpp), so larger ones are multiplied in parts.
template <class Real>
void multiply_in_parts(const Target<Real>& to, const auto& a, const auto& b, Real scale, bool add) {
  constexpr Eigen::Index kilobyte = 1024 / sizeof(Real);
  const auto most = std::max(kilobyte, 1024 * kilobyte / std::max<Eigen::Index>(1, a.cols()));
  for (Eigen::Index first = 0; first < to.rows; first += most) {
    const auto size = std::min(most, to.rows - first);
    Columns<Matrix<Real>> part(to.data + first, size, to.columns, Eigen::OuterStride<>(to.stride));
    const auto rows = a.middleRows(first, size);
    if (scale == 1 && add)
      part.noalias() += rows * b;
    else if (scale == 1)
      part.noalias() = rows * b;
    else
      add_scaled(part, rows, b, scale, add);
  }
}

/// Calls visit with the factor as Eigen sees it.
template <class Real>
void with_columns(const Factor<Real>& x, auto visit) {
  if (x.row_major)
    visit(Columns<const RowMatrix<Real>>(x.data, x.rows, x.columns, Eigen::OuterStride<>(x.stride)));
  else
    visit(Columns<const Matrix<Real>>(x.data, x.rows, x.columns, Eigen::OuterStride<>(x.stride)));
}

template <class Real>
void multiply(Target<Real> to, Factor<Real> a, Factor<Real> b, Real scale, bool add) {
  with_columns(a, [&](const auto& left) {
    with_columns(b, [&](const auto& right) { multiply_in_parts<Real>(to, left, right, scale, add); });
  });
}

}  // namespace detail
}  // namespace slalom
