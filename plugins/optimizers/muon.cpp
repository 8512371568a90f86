// Muon: the momentum of a matrix made nearly orthogonal: m <- mu m + (1 - mu) g,  u = (1 - mu) g + mu m (or m without
// Nesterov),  X = u / |u|, five times X <- a X + (b A + c A A) X with A = X X', a = 3.4445, b = -4.775, c = 2.0315,
// w <- w - eta (sqrt(max(1, rows / columns)) X + lambda w). Other tensors take Adam's step with a rate of their own.
// Jordan et al. (2024), Muon: an optimizer for hidden layers; Newton and Schulz's iteration, here in full precision.
#include <slalom/linear.hpp>
#include <slalom/optimizer.hpp>
#include <slalom/products.hpp>
#include <slalom/ratio.hpp>

#include <algorithm>
#include <cmath>

template <class Real>
struct Muon : slalom::Optimizer<Real> {
  static constexpr slalom::LearningRate learning_rate{0.02};
  const Real mu = this->momentum_setting(0.95), decay = this->weight_decay_setting();
  const bool nesterov = this->setting("nesterov", true, "look ahead");
  const Real ratio = this->setting("adam_rate", 0.015, slalom::above(0).log_search(1e-3, 1),
                                   "learning rate of Adam for all but matrices, as a fraction of eta");
  const Real beta1 = this->beta1_setting(), beta2 = this->beta2_setting(0.95), epsilon = this->epsilon_setting(1e-10);
  slalom::Vector<Real> m = this->zeros(), v = this->zeros(), u = this->zeros();
  double power1 = 1, power2 = 1;
  using Matrix = slalom::Matrix<Real>;
  struct Layer {
    slalom::Part part;
    Matrix X, next, A, B;  // the shorter side has the rows
  };
  std::vector<Layer> layers;

  Muon() {
    for (const auto& part : this->parts()) {
      const auto [shorter, longer] = std::minmax(part.rows, part.columns);
      const auto n = static_cast<Eigen::Index>(part.is_matrix() ? shorter : 0), l = static_cast<Eigen::Index>(longer);
      layers.push_back({part, Matrix(n, l), Matrix(n, l), Matrix(n, n), Matrix(n, n)});
    }
  }

  void step(slalom::Oracle<Real>& f, std::span<Real> w, Real eta) {
    const auto g = f.gradient(w);
    power1 *= beta1;
    power2 *= beta2;
    for (auto& layer : layers) layer.part.is_matrix() ? turn(layer, g, w, eta) : adam(layer.part, g, w, eta);
  }

  void turn(Layer& layer, std::span<const Real> g, std::span<Real> w, Real eta) {
    auto& [part, X, next, A, B] = layer;
    const Real of_g = nesterov ? 1 - mu : 0, of_m = nesterov ? mu : 1;
    for (std::size_t i = part.offset, end = i + part.size(); i < end; ++i) {
      m[i] = mu * m[i] + (1 - mu) * g[i];
      u[i] = of_g * g[i] + of_m * m[i];
    }
    const auto rows = static_cast<Eigen::Index>(part.rows), columns = static_cast<Eigen::Index>(part.columns);
    const auto U = slalom::as_matrix(part.of(u), rows, columns);
    const double length = slalom::norm(part.of(u));
    const bool tall = rows > columns;
    if (tall)
      X = U.transpose();
    else
      X = U;
    X = X.unaryExpr([length](Real x) { return static_cast<Real>(slalom::ratio<double>(x, length)); });
    for (int k = 0; k < 5; ++k) {
      slalom::set_product(A, X, X.transpose());
      B = Real(-4.775) * A;
      slalom::add_product(B, A, A, Real(2.0315));
      next = Real(3.4445) * X;
      slalom::add_product(next, B, X);
      X.swap(next);
    }
    const Real scale =
        eta * std::sqrt(std::max(Real{1}, static_cast<Real>(part.rows) / static_cast<Real>(part.columns)));
    auto W = slalom::as_matrix(part.of(w), rows, columns);
    W *= 1 - eta * decay;
    if (tall)
      W -= scale * X.transpose();
    else
      W -= scale * X;
  }

  void adam(const slalom::Part& part, std::span<const Real> g, std::span<Real> w, Real eta) {
    const Real b1 = beta1, b2 = beta2, eps = epsilon, root = static_cast<Real>(1 / std::sqrt(1 - power2));
    const Real rate = static_cast<Real>(ratio * eta / (1 - power1)), kept = 1 - ratio * eta * decay;
    for (std::size_t i = part.offset, end = i + part.size(); i < end; ++i) {
      m[i] = b1 * m[i] + (1 - b1) * g[i];
      v[i] = b2 * v[i] + (1 - b2) * g[i] * g[i];
      w[i] = kept * w[i] - slalom::ratio(rate * m[i], std::sqrt(v[i]) * root + eps);
    }
  }
};
SLALOM_OPTIMIZER(Muon, "muon", "Muon (orthogonalized momentum)", "Jordan et al. 2024, Muon")
