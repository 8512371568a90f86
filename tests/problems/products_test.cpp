// Products against sums in a plain loop, in sizes that vectors, tiles and parts do not divide.
#include <slalom/products.hpp>

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <limits>
#include <vector>

namespace slalom {
namespace {

using Eigen::Index;

template <class Real>
class Products : public testing::Test {
 public:
  static constexpr std::array<Index, 7> sizes{1, 3, 7, 17, 63, 65, 300};
};
using RealTypes = testing::Types<float, double>;
TYPED_TEST_SUITE(Products, RealTypes);

double sum(const auto& a, const auto& b, Index i, Index j) {
  double sum = 0;
  for (Index k = 0; k < a.cols(); ++k) sum += static_cast<double>(a(i, k)) * static_cast<double>(b(k, j));
  return sum;
}

/// `first` + scale a b, where the numbers of a and b are at most 1.
template <class To>
void expect_product(const To& found, double first, double scale, const auto& a, const auto& b) {
  using Real = typename To::Scalar;
  const double tolerance =
      std::numeric_limits<Real>::epsilon() * static_cast<double>(a.cols() + 2) * (1 + std::abs(first));
  for (Index j = 0; j < found.cols(); ++j)
    for (Index i = 0; i < found.rows(); ++i)
      ASSERT_NEAR(static_cast<double>(found(i, j)), first + scale * sum(a, b, i, j), tolerance)
          << found.rows() << " x " << a.cols() << " x " << found.cols() << " at " << i << ", " << j;
}

/// All forms of a product whose factors are parts of larger matrices.
template <class Real, class To, class A, class B>
void expect_forms(Index rows, Index inner, Index columns) {
  const A large_a = A::Random(rows + 2, inner + 3);
  const B large_b = B::Random(inner + 1, columns + 5);
  const auto a = large_a.block(1, 2, rows, inner);
  const auto b = large_b.block(1, 3, inner, columns);
  To large = To::Constant(rows + 2, columns + 3, 9);
  auto to = large.block(1, 2, rows, columns);
  set_product(to, a, b);
  expect_product<To>(to, 0, 1, a, b);
  to.setConstant(-2);
  add_product(to, a, b, Real(0.5));
  expect_product<To>(to, -2, 0.5, a, b);
  to.setConstant(9);
  EXPECT_EQ(large, To::Constant(rows + 2, columns + 3, 9)) << "numbers around the result";
}

TYPED_TEST(Products, AreThoseOfAPlainLoop) {
  using Column = Matrix<TypeParam>;
  using Row = RowMatrix<TypeParam>;
  for (const auto rows : this->sizes)
    for (const auto inner : this->sizes)
      for (const auto columns : this->sizes) {
        if (rows * inner * columns > 70'000) continue;
        expect_forms<TypeParam, Column, Column, Column>(rows, inner, columns);
        expect_forms<TypeParam, Column, Row, Column>(rows, inner, columns);
        expect_forms<TypeParam, Row, Column, Row>(rows, inner, columns);
        expect_forms<TypeParam, Row, Row, Row>(rows, inner, columns);
      }
}

TYPED_TEST(Products, OfNoInnerDimensionAreZero) {
  Matrix<TypeParam> to = Matrix<TypeParam>::Constant(3, 5, 7);
  const Matrix<TypeParam> a(3, 0), b(0, 5);
  add_product(to, a, b);
  EXPECT_EQ(to, (Matrix<TypeParam>::Constant(3, 5, 7)));
  set_product(to, a, b);
  EXPECT_EQ(to, (Matrix<TypeParam>::Zero(3, 5)));
}

/// A number that is not finite is in the row of its place in a, or the column of that in b, and nowhere else.
TYPED_TEST(Products, PassOnWhatIsNotFinite) {
  constexpr auto nan = std::numeric_limits<TypeParam>::quiet_NaN(),
                 infinity = std::numeric_limits<TypeParam>::infinity();
  for (const auto size : {3, 17, 65}) {
    for (const auto bad : {nan, infinity, -infinity}) {
      Matrix<TypeParam> a = Matrix<TypeParam>::Zero(size, size), b = a, to(size, size);
      a(size - 1, 1) = bad;
      set_product(to, a, b);
      for (Index i = 0; i < size; ++i)
        for (Index j = 0; j < size; ++j)
          EXPECT_EQ(std::isnan(to(i, j)), i == size - 1) << size << " at " << i << ", " << j;
      set_product(to, b, a);
      for (Index i = 0; i < size; ++i)
        for (Index j = 0; j < size; ++j) EXPECT_EQ(std::isnan(to(i, j)), j == 1) << size << " at " << i << ", " << j;
      b.setOnes();
      a.setZero();
      a(size - 1, 1) = bad;
      set_product(to, a, b);
      EXPECT_TRUE(std::isnan(bad) ? std::isnan(to(size - 1, 0)) : to(size - 1, 0) == bad);
    }
  }
}

/// Neither on the other columns and rows, nor on where in memory the numbers lie.
TYPED_TEST(Products, HaveBitsThatDependOnRowAndColumnAlone) {
  constexpr Index size = 131, inner = 300;
  const Matrix<TypeParam> a = Matrix<TypeParam>::Random(size, inner), b = Matrix<TypeParam>::Random(inner, size);
  Matrix<TypeParam> all(size, size), one(1, 1);
  set_product(all, a, b);
  std::vector<TypeParam> memory(static_cast<std::size_t>(inner + 16));
  for (Index i = 0; i < size; i += 13)
    for (Index shift = 0; shift < 16; shift += 3) {
      Eigen::Map<RowMatrix<TypeParam>> row(memory.data() + shift, 1, inner);
      row = a.row(i);
      set_product(one, row, b.col(i));
      EXPECT_EQ(one(0, 0), all(i, i));
    }
  Matrix<TypeParam> added = Matrix<TypeParam>::Constant(size, size, 3);
  add_product(added, a, b, TypeParam(0.37));
  for (Index i = 0; i < size; i += 13) {
    one(0, 0) = 3;
    add_product(one, a.row(i), b.col(i), TypeParam(0.37));
    EXPECT_EQ(one(0, 0), added(i, i));
  }
  for (Index i = 0; i < size; i += 13) {  // rows and columns whose numbers are not adjacent
    set_product(one, a.row(i), RowMatrix<TypeParam>(b).col(i));
    EXPECT_EQ(one(0, 0), all(i, i));
    std::vector<TypeParam> spread(3 * static_cast<std::size_t>(inner));
    Eigen::Map<Eigen::Matrix<TypeParam, Eigen::Dynamic, 1>, 0, Eigen::InnerStride<3>> column(spread.data(), inner);
    column = b.col(i);
    set_product(one, a.row(i), column);
    EXPECT_EQ(one(0, 0), all(i, i));
  }
}

}  // namespace
}  // namespace slalom
