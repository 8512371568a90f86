// PSGD with Kronecker factors: the momentum of a matrix, M = m / (1 - mu^k) with m <- mu m + (1 - mu) G, is whitened by
// triangular Q_L and Q_R, which are learned on the way. With V of standard normal numbers, A = Q_L M Q_R' and
// B = Q_L^-T V Q_R^-1:  Q_L <- Q_L - rho triu(A A' - B B') Q_L / |A A' + B B'|,  Q_R likewise with A' A and B' B,
// U = Q_L' Q_L M Q_R' Q_R,  W <- W - eta (U min(1, 1.1 / rms(U)) + lambda W). A vector has a diagonal Q, and no lambda.
// Li (2019), Preconditioner on matrix Lie group for SGD; momentum, limit and defaults as in Kron (Walters et al. 2024).
#include <slalom/linear_algebra.hpp>
#include <slalom/optimizer.hpp>
#include <slalom/products.hpp>

#include <algorithm>
#include <cmath>

template <class Real>
struct PsgdKron : slalom::Optimizer<Real> {
  static constexpr slalom::LearningRate learning_rate{0.001};
  using Matrix = slalom::Matrix<double>;  // squares of squares: in float they would soon be too large or too small
  const Real mu = this->momentum_setting(), lambda = this->weight_decay_setting();
  const Real rho = this->setting("factor_rate", 0.1, slalom::above(0).up_to(1).log_search(0.01, 1), "step of Q_L, Q_R");
  const double rarest = this->setting("least_updates", 0.03, slalom::above(0).up_to(1),
                                      "fraction of the steps that renew Q_L and Q_R in the end");
  const std::int64_t start = this->setting("full_updates", 500, slalom::at_least(0), "until this step all do");

  /// The factor of one side of a matrix.
  struct Side {
    Matrix Q, sum, difference, product;
    Eigen::VectorXd x, y;

    explicit Side(Eigen::Index n) : Q(Matrix::Identity(n, n)), sum(n, n), difference(n, n), product(n, n), x(n), y(n) {}
    void learn(const auto& A, const auto& B, double step) {
      slalom::set_product(sum, A, A.transpose());
      slalom::set_product(product, B, B.transpose());
      difference = sum - product;
      sum += product;
      difference.template triangularView<Eigen::StrictlyLower>().setZero();
      slalom::set_product(product, difference, Q);
      Q -= step / (norm_of_sum() + std::numeric_limits<double>::min()) * product;
    }
    /// One round of power iteration from the longest row, which bounds the largest eigenvalue from below.
    double norm_of_sum() {
      const double largest = sum.cwiseAbs().maxCoeff();
      if (largest > 0) sum /= largest;
      Eigen::Index longest = 0;
      sum.colwise().squaredNorm().maxCoeff(&longest);
      x.noalias() = sum * sum.col(longest);
      y.noalias() = sum * x;
      return largest * y.norm() / std::max(x.norm(), std::numeric_limits<double>::min());
    }
  };
  struct Layer {
    slalom::Part part;
    Side left, right;  // of a vector: none
    Matrix q;          // of a vector: the diagonal
    Matrix A, B, M, half, U;
  };
  std::vector<Layer> layers;
  slalom::Vector<Real> m = this->zeros(), v = this->zeros();
  double power = 1;
  double since = 0;
  std::int64_t k = 0;

  PsgdKron() {
    for (const auto& part : this->parts()) {
      const auto rows = static_cast<Eigen::Index>(part.rows), columns = static_cast<Eigen::Index>(part.columns);
      const Matrix none(rows, columns);
      const bool matrix = part.is_matrix();
      layers.push_back({part, Side(matrix ? rows : 0), Side(matrix ? columns : 0), Matrix::Ones(rows, columns), none,
                        none, none, none, none});
    }
  }

  void step(slalom::Oracle<Real>& f, std::span<Real> w, Real eta) {
    const auto g = f.gradient(w);
    power *= mu;
    const bool learns = ++since >= 1 / std::clamp(std::exp(-0.001 * static_cast<double>(k++ - start)), rarest, 1.0);
    if (learns) {
      since = 0;
      this->random().fill_normal(std::span(v));
    }
    for (std::size_t i = 0; i < w.size(); ++i) m[i] = mu * m[i] + (1 - mu) * g[i];
    for (auto& layer : layers) {
      auto& [part, left, right, q, A, B, M, half, U] = layer;
      M = slalom::as_matrix(part.of(m), M.rows(), M.cols()).template cast<double>() / (1 - power);
      B = slalom::as_matrix(part.of(v), M.rows(), M.cols()).template cast<double>();
      const bool can = learns && M.cwiseAbs().maxCoeff() > 1e-30;  // else Q would grow without end
      part.is_matrix() ? whiten(layer, can) : whiten_vector(layer, can);
      U *= std::min(1.0, 1.1 / (U.norm() / std::sqrt(static_cast<double>(U.size())) + 1e-6));
      auto W = slalom::as_matrix(part.of(w), M.rows(), M.cols());
      if (part.is_matrix()) W *= 1 - eta * lambda;
      W -= (eta * U).template cast<Real>();
    }
  }

  void whiten(Layer& layer, bool learns) {
    auto& [part, left, right, q, A, B, M, half, U] = layer;
    if (learns) {
      slalom::set_product(half, left.Q, M);
      slalom::set_product(A, half, right.Q.transpose());
      left.Q.transpose().template triangularView<Eigen::Lower>().solveInPlace(B);
      right.Q.template triangularView<Eigen::Upper>().template solveInPlace<Eigen::OnTheRight>(B);
      left.learn(A, B, rho);
      right.learn(A.transpose(), B.transpose(), rho);
    }
    slalom::set_product(half, left.Q, M);
    slalom::set_product(U, left.Q.transpose(), half);
    slalom::set_product(half, U, right.Q.transpose());
    slalom::set_product(U, half, right.Q);
  }

  void whiten_vector(Layer& layer, bool learns) {
    auto& [part, left, right, q, A, B, M, half, U] = layer;
    if (learns) {
      A = q.cwiseProduct(M).cwiseAbs2();
      B = B.cwiseQuotient(q).cwiseAbs2();
      const double largest = (A + B).maxCoeff() + std::numeric_limits<double>::min();
      q.array() -= rho / largest * (A - B).array() * q.array();
    }
    U = q.cwiseProduct(q.cwiseProduct(M));
  }
};
SLALOM_OPTIMIZER(PsgdKron, "psgd_kron", "PSGD with Kronecker factors", "Li 2019; Walters et al. 2024 (Kron)")
