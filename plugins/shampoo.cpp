// Shampoo: each tensor G of the gradient between the inverse roots of its own second moments:
// L <- L + G G',  R <- R + G' G,  W <- W - eta L^(-1/4) G R^(-1/4); a vector has L^(-1/2) g alone.
// Gupta, Koren and Singer (2018), algorithms 1 and 2; L and R begin as eps times the identity. A side longer than
// `dense_up_to` keeps the diagonal of its matrix alone, as in their section 5.
#include <slalom/eigenvectors.hpp>
#include <slalom/optimizer.hpp>

#include <algorithm>
#include <cmath>

template <class Real>
struct Shampoo : slalom::Optimizer<Real> {
  static constexpr slalom::LearningRate learning_rate{0.1};
  const Real epsilon = this->setting("epsilon", 1e-4, slalom::above(0), "L and R at the start");
  const std::int64_t most = this->setting("dense_up_to", 256, slalom::at_least(1), "longer sides have diagonals alone");
  const std::int64_t every = this->setting("update_every", 1, slalom::at_least(1), "steps between new roots");

  /// The second moments of one side of a tensor, and their root.
  struct Side {
    slalom::Matrix<Real> sum, root, scaled;  // of a long side one column: the diagonal
    slalom::SymmetricEigen<Real> eigen;
    Real least;  // no eigenvalue of the sum is smaller, but for rounding
    bool dense;

    Side(Eigen::Index n, Eigen::Index limit, Real eps) : eigen(n <= limit ? n : 1), least(eps), dense(n <= limit) {
      if (dense)
        sum = eps * slalom::Matrix<Real>::Identity(n, n);
      else
        sum = slalom::Matrix<Real>::Constant(n, 1, eps);
      root = scaled = sum;
    }
    /// G: this side as rows.
    void add(const auto& G) {
      if (dense)
        sum.noalias() += G.lazyProduct(G.transpose());
      else
        sum += G.rowwise().squaredNorm();
    }
    void take_root(Real power) {
      if (!dense) {
        root = sum.array().pow(-power);
        return;
      }
      eigen.compute(sum);
      for (Eigen::Index j = 0; j < sum.cols(); ++j)
        scaled.col(j) = std::pow(std::max(eigen.values()[j], least), -power) * eigen.vectors().col(j);
      root.noalias() = scaled.lazyProduct(eigen.vectors().transpose());
    }
    void apply(const auto& G, auto& out) const {
      if (dense)
        out.noalias() = root.lazyProduct(G);
      else
        out = G.array().colwise() * root.col(0).array();
    }
  };
  struct Layer {
    slalom::Part part;
    Side left, right;
    slalom::Matrix<Real> half, transposed, whole;
  };
  std::vector<Layer> layers;
  std::int64_t k = 0;

  Shampoo() {
    for (const auto& part : this->parts()) {
      const auto rows = static_cast<Eigen::Index>(part.rows), columns = static_cast<Eigen::Index>(part.columns);
      layers.push_back({part, Side(rows, most, epsilon), Side(columns, most, epsilon),
                        slalom::Matrix<Real>(rows, columns), slalom::Matrix<Real>(columns, rows),
                        slalom::Matrix<Real>(columns, rows)});
    }
  }

  void step(slalom::Oracle<Real>& f, std::span<Real> w, Real eta) {
    const auto g = f.gradient(w);
    const bool renew = k++ % every == 0;
    for (auto& [part, left, right, half, transposed, whole] : layers) {
      const bool matrix = part.columns > 1;
      const auto rows = static_cast<Eigen::Index>(part.rows), columns = static_cast<Eigen::Index>(part.columns);
      const auto G = slalom::as_matrix(part.of(g), rows, columns);
      auto W = slalom::as_matrix(part.of(w), rows, columns);
      left.add(G);
      if (renew) left.take_root(matrix ? Real{0.25} : Real{0.5});
      left.apply(G, half);
      if (!matrix) {
        W -= eta * half;
        continue;
      }
      right.add(G.transpose());
      if (renew) right.take_root(Real{0.25});
      transposed = half.transpose();
      right.apply(transposed, whole);
      W -= eta * whole.transpose();
    }
  }
};
SLALOM_OPTIMIZER(Shampoo, "shampoo", "Shampoo", "Gupta, Koren & Singer 2018, algorithms 1 and 2")
