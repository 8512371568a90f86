// Eigen's view of the numbers that pass through a plugin.
#pragma once

// Eigen's products take their scratch memory from the stack up to this size, so that a step allocates nothing; see
// <slalom/products.hpp> for matrices of any size.
#ifndef EIGEN_STACK_ALLOCATION_LIMIT
#define EIGEN_STACK_ALLOCATION_LIMIT (1 << 20)
#endif
#include <Eigen/Core>

#include <span>
#include <type_traits>

namespace [[gnu::visibility("hidden")]] slalom {

/// Column-major. Of examples: one a column.
template <class Real>
using Matrix = Eigen::Matrix<Real, Eigen::Dynamic, Eigen::Dynamic>;
/// Row-major, as tensors are.
template <class Real>
using RowMatrix = Eigen::Matrix<Real, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

namespace detail {
template <class T, class Shape>
using View = Eigen::Map<std::conditional_t<std::is_const_v<T>, const Shape, Shape>>;
}

/// A part of w, or all of it, as a column.
template <class T>
auto as_vector(std::span<T> w) {
  return detail::View<T, Eigen::VectorX<std::remove_const_t<T>>>(w.data(), static_cast<Eigen::Index>(w.size()));
}

/// The tensor of rows x columns at the beginning of w.
template <class T>
auto as_matrix(std::span<T> w, Eigen::Index rows, Eigen::Index columns) {
  return detail::View<T, RowMatrix<std::remove_const_t<T>>>(w.data(), rows, columns);
}

}  // namespace slalom
