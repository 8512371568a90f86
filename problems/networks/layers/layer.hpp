// What every layer is: a function of the numbers in a column and of some parameters, and its derivatives. Columns are
// examples, or the steps of sequences.
#pragma once

#include <slalom/detail/registers.hpp>
#include <slalom/linear_algebra.hpp>
#include <slalom/products.hpp>
#include <slalom/random.hpp>

namespace [[gnu::visibility("hidden")]] slalom {
namespace layers {

using Index = Eigen::Index;

/// Numbers that a layer reads or writes: one column for each example.
template <class Real>
using In = Eigen::Map<const Matrix<Real>>;
template <class Real>
using Out = Eigen::Map<Matrix<Real>>;

/// What a column is: channels, each height x width in row-major order; of a vector, only channels.
struct Shape {
  Index channels = 1, height = 1, width = 1;

  Index positions() const { return height * width; }
  Index size() const { return channels * positions(); }
};

/// What a pass through a network is about, besides the examples.
template <class Real>
struct Pass {
  std::span<const Real> w;
  std::span<Real> gradient;  ///< backward adds to it
  Random* noise = nullptr;   ///< null: the exact value, without dropout
};

/// All scratch memory is taken at construction, for so many columns as are said then.
template <class Real>
class Layer {
 public:
  Layer(Shape from, Shape to) : in(from), out(to) {}
  virtual ~Layer() = default;

  const Shape in, out;

  /// y: what the layer makes of x.
  virtual void forward(const Pass<Real>& pass, In<Real> x, Out<Real> y) = 0;
  /// After forward with the same x: from dy, the loss's derivative by y, dx (unless its data are null) and the
  /// gradient's part. y may have been overwritten, unless the layer is in place.
  virtual void backward(const Pass<Real>& pass, In<Real> x, In<Real> y, In<Real> dy, Out<Real> dx) = 0;
  /// True for a function of each number alone, whose derivative follows from y: x and y may be the same memory.
  virtual bool in_place() const { return false; }

 protected:
  /// The tensor at `offset` as a matrix, or as a vector.
  template <class T>
  static auto matrix(std::span<T> w, std::size_t offset, Index rows, Index columns) {
    return as_matrix(w.subspan(offset), rows, columns);
  }
  template <class T>
  static auto vector(std::span<T> w, std::size_t offset, Index size) {
    return as_vector(w.subspan(offset, static_cast<std::size_t>(size)));
  }
  /// Adds the sum of the columns, as many rows at a time as a register holds. Not Eigen's sum of rows: its order
  /// depends on where in memory the sum lies.
  static void add_columns(const auto& columns, auto&& sum) {
    constexpr Index lanes = detail::Registers<Real>::lanes;
    Index row = 0;
    for (; row + lanes <= columns.rows(); row += lanes) {
      Eigen::Vector<Real, lanes> some = columns.col(0).template segment<lanes>(row);
      for (Index i = 1; i < columns.cols(); ++i) some += columns.col(i).template segment<lanes>(row);
      sum.template segment<lanes>(row) += some;
    }
    for (; row < columns.rows(); ++row) sum[row] += columns.row(row).sum();
  }
  static bool wanted(const Out<Real>& derivative) { return derivative.data() != nullptr; }
};

}  // namespace layers
}  // namespace slalom
