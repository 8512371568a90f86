// Products in parts against Eigen's own, in sizes that the parts do not divide.
#include <slalom/products.hpp>

#include <gtest/gtest.h>

#include <array>
#include <limits>
#include <string>

namespace slalom {
namespace {

template <class Real, class To>
void expect_products(Eigen::Index rows, Eigen::Index depth, Eigen::Index columns) {
  SCOPED_TRACE(std::to_string(rows) + " x " + std::to_string(depth) + " x " + std::to_string(columns));
  const RowMatrix<Real> a = RowMatrix<Real>::Random(rows, depth);
  const Matrix<Real> b = Matrix<Real>::Random(depth, columns);
  const To product = a.template cast<double>().lazyProduct(b.template cast<double>()).template cast<Real>();
  To found = To::Constant(rows, columns, 9);
  const auto tolerance = std::numeric_limits<Real>::epsilon() * static_cast<Real>(depth);
  set_product(found, a, b);
  EXPECT_LT((found - product).cwiseAbs().maxCoeff(), tolerance);
  add_product(found, a, b);
  EXPECT_LT((found - 2 * product).cwiseAbs().maxCoeff(), 2 * tolerance);
}

template <class Real>
void expect_products_in_both_orders() {
  for (const auto& [rows, depth, columns] :
       {std::array<Eigen::Index, 3>{3, 4, 5}, {700, 600, 7}, {7, 600, 700}, {1, 2000, 300}, {300, 2000, 1}}) {
    expect_products<Real, Matrix<Real>>(rows, depth, columns);
    expect_products<Real, RowMatrix<Real>>(rows, depth, columns);
  }
}

TEST(ProductsInParts, AreTheProductsInDoublePrecision) { expect_products_in_both_orders<double>(); }
TEST(ProductsInParts, AreTheProductsInSinglePrecision) { expect_products_in_both_orders<float>(); }

}  // namespace
}  // namespace slalom
