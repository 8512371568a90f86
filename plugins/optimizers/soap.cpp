// SOAP: Adam in the eigenvectors of Shampoo's matrices. For each matrix G of the gradient, with L and R the means of G
// G' and G' G and Q_L, Q_R their eigenvectors:  m <- beta1 m + (1 - beta1) G,  v <- beta2 v + (1 - beta2) (Q_L' G
// Q_R)^2, W <- W - eta (Q_L (Q_L' m Q_R / (sqrt(v) + eps)) Q_R' sqrt(1 - beta2^k) / (1 - beta1^k) + lambda W). Every
// few steps one round of power iteration with a QR factorization renews Q_L and Q_R, by falling eigenvalues. The first
// gradient only gives them. Vectors have Adam.
// Vyas, Morwani, Zhao, Kwun, Shapira, Brandfonbrener, Janson and Kakade (2025), algorithms 3 and 4.
#include <slalom/eigenvectors.hpp>
#include <slalom/optimizer.hpp>
#include <slalom/products.hpp>
#include <slalom/ratio.hpp>

#include <algorithm>
#include <cmath>
#include <numeric>

template <class Real>
struct Soap : slalom::Optimizer<Real> {
  static constexpr slalom::LearningRate learning_rate{0.003};
  using Matrix = slalom::Matrix<double>;  // squares of squares: in float they would soon be too large or too small
  const Real beta1 = this->beta1_setting(0.95), beta2 = this->beta2_setting(0.95);
  const Real epsilon = this->epsilon_setting();
  const Real lambda = this->weight_decay_setting();
  const std::int64_t every = this->setting("update_every", 10, slalom::at_least(1), "steps between new eigenvectors");

  struct Side {
    Matrix mean, Q, product, sorted;
    slalom::Orthonormalization<double> basis;
    Eigen::VectorXd work;
    std::vector<Eigen::Index> order;

    explicit Side(Eigen::Index n)
        : mean(Matrix::Zero(n, n)), Q(n, n), product(n, n), sorted(n, n), basis(n), work(n), order(n) {}

    /// G: this side as rows.
    void add(const auto& G, double beta) {
      mean *= beta;
      slalom::add_product(mean, G, G.transpose(), 1 - beta);
    }
    void begin() {
      slalom::SymmetricEigen<double> eigen(mean.rows());
      eigen.compute(mean);
      Q = eigen.vectors();
    }
    /// Column j of the new Q follows from that of the old one which `order` tells.
    void renew() {
      slalom::set_product(product, mean, Q);
      work = Q.cwiseProduct(product).colwise().sum();
      std::iota(order.begin(), order.end(), Eigen::Index{0});
      std::ranges::sort(order, [&](auto i, auto j) { return work[i] != work[j] ? work[i] > work[j] : i < j; });
      sorted = product(Eigen::all, order);
      basis.compute(sorted, Q);
    }
  };
  struct Layer {
    slalom::Part part;
    Side left, right;
    Matrix G, m, v, half, turned;

    /// turned = Q_L' X Q_R
    void turn(const auto& X) {
      slalom::set_product(half, left.Q.transpose(), X);
      slalom::set_product(turned, half, right.Q);
    }
    void turn_back() {
      slalom::set_product(half, left.Q, turned);
      slalom::set_product(turned, half, right.Q.transpose());
    }
    void renew() {
      left.renew();
      right.renew();
      half = v(left.order, right.order);
      v.swap(half);
    }
  };
  std::vector<Layer> layers;
  double power1 = 1, power2 = 1;
  std::int64_t k = 0;

  Soap() {
    for (const auto& part : this->parts()) {
      const auto rows = static_cast<Eigen::Index>(part.rows), columns = static_cast<Eigen::Index>(part.columns);
      const Matrix zero = Matrix::Zero(rows, columns);
      const bool matrix = part.is_matrix();
      layers.push_back({part, Side(matrix ? rows : 0), Side(matrix ? columns : 0), zero, zero, zero, zero, zero});
    }
  }

  void step(slalom::Oracle<Real>& f, std::span<Real> w, Real eta) {
    const auto g = f.gradient(w);
    if (k > 0) power1 *= beta1, power2 *= beta2;
    const double rate = eta * std::sqrt(1 - power2) / (1 - power1);
    for (auto& layer : layers) {
      auto& [part, left, right, G, m, v, half, turned] = layer;
      const bool matrix = part.is_matrix();
      G = slalom::as_matrix(part.of(g), m.rows(), m.cols()).template cast<double>();
      auto W = slalom::as_matrix(part.of(w), m.rows(), m.cols());
      if (k > 0) {
        matrix ? layer.turn(G) : void(turned = G);
        m = beta1 * m + (1 - beta1) * G;
        v = beta2 * v + (1 - beta2) * turned.cwiseAbs2();
        matrix ? layer.turn(m) : void(turned = m);
        turned = turned.binaryExpr(v, [this](double x, double y) { return slalom::ratio(x, std::sqrt(y) + epsilon); });
        if (matrix) layer.turn_back();
        W -= (rate * turned).template cast<Real>();
        W *= 1 - eta * lambda;
      }
      if (!matrix) continue;
      left.add(G, beta2);
      right.add(G.transpose(), beta2);
      if (k == 0) left.begin(), right.begin();
      if (k > 0 && k % every == 0) layer.renew();
    }
    ++k;
  }
};
SLALOM_OPTIMIZER(Soap, "soap", "Adam in Shampoo's eigenvectors", "Vyas et al. 2025, algorithms 3 and 4")
