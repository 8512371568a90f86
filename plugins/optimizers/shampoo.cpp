// Shampoo: each tensor G of the gradient between the inverse roots of its own second moments, one for each of its k
// indices: H_i <- H_i + G_i G_i', where the rows of the matrix G_i go with index i, and
// W <- W - eta G x_1 H_1^(-1/2k) x_2 ... x_k H_k^(-1/2k). Of a matrix that is L <- L + G G', R <- R + G' G,
// W <- W - eta L^(-1/4) G R^(-1/4). Gupta, Koren and Singer (2018), algorithms 1 and 2; H_i begins as eps times the
// identity. A side longer than `dense_up_to` keeps the diagonal of its matrix alone, as in their section 5.
#include <slalom/eigenvectors.hpp>
#include <slalom/optimizer.hpp>
#include <slalom/ratio.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

template <class Real>
struct Shampoo : slalom::Optimizer<Real> {
  static constexpr slalom::LearningRate learning_rate{0.1};
  using Matrix = slalom::Matrix<double>;  // squares of squares: in float they would soon be too large or too small
  const double epsilon = this->setting("epsilon", 1e-4, slalom::above(0), "H_i at the start");
  const std::int64_t most = this->setting("dense_up_to", 256, slalom::at_least(1), "longer sides have diagonals alone");
  const std::int64_t every = this->setting("update_every", 1, slalom::at_least(1), "steps between new roots");

  /// The second moments of one side of a tensor, and their root. Row-major, the tensor is `blocks` matrices with this
  /// side as rows, one after the other.
  struct Side {
    Eigen::Index n, blocks, columns;
    bool dense;
    Matrix sum, root, scaled;  // of a long side one column: the diagonal
    slalom::SymmetricEigen<double> eigen;
    double least;  // no eigenvalue of the sum is smaller, but for rounding

    Side(std::size_t side, std::size_t before, std::size_t after, std::int64_t limit, double eps)
        : n(static_cast<Eigen::Index>(side)),
          blocks(static_cast<Eigen::Index>(before)),
          columns(static_cast<Eigen::Index>(after)),
          dense(n <= limit),
          eigen(dense ? n : 1),
          least(eps) {
      if (dense)
        sum = eps * Matrix::Identity(n, n);
      else
        sum = Matrix::Constant(n, 1, eps);
      root = scaled = sum;
    }
    auto block(std::span<double> G, Eigen::Index b) const {
      return slalom::as_matrix(G.subspan(static_cast<std::size_t>(b * n * columns)), n, columns);
    }
    void add(std::span<double> G) {
      for (Eigen::Index b = 0; b < blocks; ++b) {
        const auto X = block(G, b);
        if (dense)
          sum.noalias() += X.lazyProduct(X.transpose());
        else
          sum += X.rowwise().squaredNorm();
      }
    }
    void take_root(double power) {
      if (!dense) {
        root = sum.unaryExpr([power](double x) { return slalom::ratio(1.0, std::pow(x, power)); });
        return;
      }
      eigen.compute(sum);
      const double rounding = std::numeric_limits<double>::epsilon() * static_cast<double>(n) * eigen.values()[n - 1];
      for (Eigen::Index j = 0; j < n; ++j) {
        const double value = std::max({eigen.values()[j], least, rounding});
        scaled.col(j) = slalom::ratio(1.0, std::pow(value, power)) * eigen.vectors().col(j);
      }
      root.noalias() = scaled.lazyProduct(eigen.vectors().transpose());
    }
    void apply(std::span<double> G, std::span<double> out) const {
      for (Eigen::Index b = 0; b < blocks; ++b) {
        if (dense)
          block(out, b).noalias() = root.lazyProduct(block(G, b));
        else
          block(out, b) = block(G, b).array().colwise() * root.col(0).array();
      }
    }
  };
  struct Layer {
    std::size_t offset, size;
    std::vector<Side> sides;
  };
  std::vector<Layer> layers;
  slalom::Vector<double> G = slalom::Vector<double>(this->size()), turned = G;
  std::int64_t k = 0;

  Shampoo() {
    for (const auto& tensor : this->tensors()) add(tensor.offset, tensor.shape);
    if (layers.empty()) add(0, std::array{this->size()});
  }
  void add(std::size_t offset, std::span<const std::size_t> shape) {
    std::size_t before = 1, after = 1;
    for (const auto side : shape) after *= side;
    auto& layer = layers.emplace_back(offset, after);
    if (shape.empty()) layer.sides.emplace_back(1, 1, 1, most, epsilon);
    for (const auto side : shape) {
      after /= side;
      layer.sides.emplace_back(side, before, after, most, epsilon);
      before *= side;
    }
  }

  void step(slalom::Oracle<Real>& f, std::span<Real> w, Real eta) {
    std::ranges::copy(f.gradient(w), G.begin());
    const bool renew = k++ % every == 0;
    for (auto& [offset, size, sides] : layers) {
      for (auto& side : sides) side.add(std::span(G).subspan(offset, size));
      for (auto& side : sides) {
        if (renew) side.take_root(0.5 / static_cast<double>(sides.size()));
        side.apply(std::span(G).subspan(offset, size), std::span(turned).subspan(offset, size));
        std::copy_n(turned.begin() + static_cast<std::ptrdiff_t>(offset), size,
                    G.begin() + static_cast<std::ptrdiff_t>(offset));
      }
      for (std::size_t i = offset; i < offset + size; ++i) w[i] -= eta * static_cast<Real>(G[i]);
    }
  }
};
SLALOM_OPTIMIZER(Shampoo, "shampoo", "Shampoo", "Gupta, Koren & Singer 2018, algorithms 1 and 2")
