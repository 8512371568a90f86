// SM3-II: AdaGrad whose sums of a matrix are kept as one number a row and one a column, r and c:
// nu_ij = min(r_i, c_j) + g_ij^2,  r_i = max_j nu_ij,  c_j = max_i nu_ij,
// m <- alpha m + (1 - alpha) g / sqrt(nu + eps) (0 where nu = 0),  w <- w - eta m. Vectors have AdaGrad's sums.
// Anil et al. (2019), algorithm SM3-II; momentum as in their experiments, eps = 1e-8 as in optax.
#include <slalom/linear.hpp>
#include <slalom/optimizer.hpp>

#include <algorithm>
#include <cmath>

template <class Real>
struct Sm3 : slalom::Optimizer<Real> {
  static constexpr slalom::LearningRate learning_rate{0.1};
  const Real alpha = this->momentum_setting(), epsilon = this->epsilon_setting();
  const std::vector<slalom::Part> layers = this->parts();
  std::vector<slalom::Vector<Real>> rows, columns, next;  // a vector has its sums in rows
  slalom::Vector<Real> m = this->zeros();

  Sm3() {
    for (const auto& layer : layers) {
      rows.emplace_back(layer.is_matrix() ? layer.rows : layer.size());
      columns.emplace_back(layer.is_matrix() ? layer.columns : 1);
      next.emplace_back(columns.back().size());
    }
  }

  void step(slalom::Oracle<Real>& f, std::span<Real> w, Real eta) {
    const auto g = f.gradient(w);
    for (std::size_t l = 0; l < layers.size(); ++l) {
      auto &r = rows[l], &c = columns[l], &new_c = next[l];
      if (!layers[l].is_matrix()) {
        adagrad(r, layers[l].of(m), layers[l].of(g), layers[l].of(w), eta);
        continue;
      }
      std::ranges::fill(new_c, Real{0});
      for (std::size_t i = 0; i < r.size(); ++i) {
        Real largest = 0;
        for (std::size_t j = 0; j < c.size(); ++j) {
          const std::size_t at = layers[l].offset + i * c.size() + j;
          const Real nu = std::min(r[i], c[j]) + g[at] * g[at];
          largest = std::max(largest, nu);
          new_c[j] = std::max(new_c[j], nu);
          m[at] = alpha * m[at] + (1 - alpha) * (nu > 0 ? g[at] / std::sqrt(nu + epsilon) : 0);
          w[at] -= eta * m[at];
        }
        r[i] = largest;
      }
      c.swap(new_c);
    }
  }

  void adagrad(slalom::Vector<Real>& sum, std::span<Real> mean, std::span<const Real> g, std::span<Real> w, Real eta) {
    const Real a = alpha, eps = epsilon;
    SLALOM_INDEPENDENT
    for (std::size_t i = 0, count = w.size(); i < count; ++i) {
      sum[i] += g[i] * g[i];
      mean[i] = a * mean[i] + (1 - a) * (sum[i] > 0 ? g[i] / std::sqrt(sum[i] + eps) : 0);
      w[i] -= eta * mean[i];
    }
  }
};
SLALOM_OPTIMIZER(Sm3, "sm3", "SM3-II", "Anil et al. 2019, SM3-II")
