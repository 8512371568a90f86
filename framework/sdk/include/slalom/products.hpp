// Products of matrices of any size, without memory being allocated.
#pragma once

#include <slalom/linear_algebra.hpp>

namespace [[gnu::visibility("hidden")]] slalom {
namespace detail {

using Eigen::Index;

/// A matrix by where its numbers are: `row` and `column` from one row, or column, to the next.
template <class Real>
struct Factor {
  const Real* data;
  Index row, column, columns;

  Factor part(Index i, Index j) const { return {data + i * row + j * column, row, column, columns - j}; }
};
template <class Real>
struct Target {
  Real* data;
  Index stride, rows, columns;  // column-major

  Target part(Index i, Index j, Index of_rows, Index of_columns) const {
    return {data + i + j * stride, stride, of_rows, of_columns};
  }
};

/// to += scale a b, or to = scale a b.
template <class Real>
void multiply(Target<Real> to, Factor<Real> a, Factor<Real> b, Real scale, bool add);

template <class Real, class Expression>
Factor<Real> factor(const Expression& x) {
  const bool rows = Expression::IsRowMajor;
  const Index inner = x.innerStride(), outer = x.outerStride();
  return {x.data(), rows ? outer : inner, rows ? inner : outer, x.cols()};
}

/// A product by rows is one by columns, transposed.
template <class To>
void product(To& to, const auto& a, const auto& b, typename To::Scalar scale, bool add) {
  using Real = typename To::Scalar;
  static_assert(To::InnerStrideAtCompileTime == 1,
                "where a product is put, numbers of a column (a row, if row-major) are adjacent");
  const Target<Real> target{to.data(), to.outerStride(), to.innerSize(), to.outerSize()};
  if constexpr (To::IsRowMajor)
    multiply<Real>(target, factor<Real>(b.transpose()), factor<Real>(a.transpose()), scale, add);
  else
    multiply<Real>(target, factor<Real>(a), factor<Real>(b), scale, add);
}

}  // namespace detail

/// to = a b. All are matrices or parts of them, or those transposed; `to` may not overlap a or b. Numbers of a column
/// of `to` (of a row, if it is row-major) are adjacent, so it is no row of a column-major matrix.
template <class To>
void set_product(To&& to, const auto& a, const auto& b) {
  detail::product<std::remove_reference_t<To>>(to, a, b, 1, false);
}
/// to += scale a b
template <class To>
void add_product(To&& to, const auto& a, const auto& b, typename std::remove_reference_t<To>::Scalar scale = 1) {
  detail::product<std::remove_reference_t<To>>(to, a, b, scale, true);
}

}  // namespace slalom

#ifndef SLALOM_COMPILED
#include <slalom/detail/products.hpp>
#endif
