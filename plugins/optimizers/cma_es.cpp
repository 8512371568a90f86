// CMA-ES: each step draws lambda points m + sigma y, y ~ N(0, C), and moves m (our w), sigma and C towards the best of
// them. Hansen (2016), The CMA evolution strategy: a tutorial, figure 6 and table 1, negative weights included; numbers
// in brackets are its equations. Beyond `dense_up_to` variables C is diagonal. A point without a value counts as m
// where it would be among the best: else m could leave the domain.
#include "evolution_end.hpp"

#include <slalom/eigenvectors.hpp>
#include <slalom/ext/values.hpp>
#include <slalom/optimizer.hpp>

#include <algorithm>
#include <cmath>
#include <numeric>

template <class Real>
struct CmaEs : slalom::Optimizer<Real> {
  using Vector = Eigen::VectorXd;
  const double first_sigma = this->setting("sigma", 0.3, slalom::above(0).log_search(1e-3, 10), "step size at first");
  const std::int64_t population =
      this->setting("population", 0, slalom::at_least(0), "lambda; 0: 4 + 3 ln n, or 4 if that is more");
  const std::int64_t most = this->setting("dense_up_to", 200, slalom::at_least(1), "more variables: C is diagonal");

  const Eigen::Index n = static_cast<Eigen::Index>(this->size());
  const bool dense = n <= most;
  const double N = static_cast<double>(n);
  const Eigen::Index lambda = population > 0 ? std::max<Eigen::Index>(population, 4)
                                             : 4 + static_cast<Eigen::Index>(std::floor(3 * std::log(N)));
  Vector weights = Vector(lambda);
  double mu_eff = 0, c_sigma = 0, d_sigma = 0, c_c = 0, c_1 = 0, c_mu = 0;
  const double chi = std::sqrt(N) * (1 - 1 / (4 * N) + 1 / (21 * N * N));  // the mean length of N(0, I)

  slalom::Matrix<double> C = dense ? slalom::Matrix<double>(slalom::Matrix<double>::Identity(n, n))
                                   : slalom::Matrix<double>(slalom::Matrix<double>::Ones(n, 1));
  slalom::Matrix<double> Y = slalom::Matrix<double>(n, lambda);
  slalom::SymmetricEigen<double> eigen{dense ? n : 1};
  Vector root = Vector::Ones(n), p_sigma = Vector::Zero(n), p_c = p_sigma, z = p_sigma, turned = p_sigma,
         mean = p_sigma;
  std::vector<Eigen::Index> order = std::vector<Eigen::Index>(static_cast<std::size_t>(lambda));
  slalom::Generation<Real> points{this->context(), static_cast<std::size_t>(lambda)};
  double sigma = first_sigma, generation = 0, decomposed = 0;
  Eigen::Index valued = 0;  // points that have a value
  EvolutionEnd<Real> end{this->size(), static_cast<std::size_t>(lambda)};

  CmaEs() {
    const double L = static_cast<double>(lambda), mu = std::floor(L / 2);
    double plus = 0, plus2 = 0, minus = 0, minus2 = 0;
    for (Eigen::Index i = 0; i < lambda; ++i) {  // (49)
      const double w = weights[i] = std::log((L + 1) / 2) - std::log(static_cast<double>(i + 1));
      (static_cast<double>(i) < mu ? plus : minus) += std::abs(w);
      (static_cast<double>(i) < mu ? plus2 : minus2) += w * w;
    }
    mu_eff = plus * plus / plus2;
    c_sigma = (mu_eff + 2) / (N + mu_eff + 5);                                                      // (55)
    d_sigma = 1 + 2 * std::max(0.0, std::sqrt((mu_eff - 1) / (N + 1)) - 1) + c_sigma;               // (55)
    c_c = (4 + mu_eff / N) / (N + 4 + 2 * mu_eff / N);                                              // (56)
    c_1 = 2 / ((N + 1.3) * (N + 1.3) + mu_eff);                                                     // (57)
    c_mu = std::min(1 - c_1, 2 * (0.25 + mu_eff + 1 / mu_eff - 2) / ((N + 2) * (N + 2) + mu_eff));  // (58)
    const double scale = std::min({1 + c_1 / c_mu, 1 + 2 * (minus * minus / minus2) / (mu_eff + 2),
                                   (1 - c_1 - c_mu) / (N * c_mu)});                                      // (50) to (52)
    for (Eigen::Index i = 0; i < lambda; ++i) weights[i] *= weights[i] >= 0 ? 1 / plus : scale / minus;  // (53)
  }

  void step(slalom::Oracle<Real>& f, std::span<Real> w) {
    for (Eigen::Index k = 0; k < lambda; ++k) {  // (38) to (40)
      for (Eigen::Index i = 0; i < n; ++i) z[i] = root[i] * this->random().normal();
      if (dense)
        Y.col(k).noalias() = eigen.vectors() * z;
      else
        Y.col(k) = z;
      const auto point = points[static_cast<std::size_t>(k)];
      for (std::size_t i = 0; i < w.size(); ++i)
        point[i] = w[i] + static_cast<Real>(sigma * Y(static_cast<Eigen::Index>(i), k));
    }
    const auto value = points.evaluate(f);
    std::iota(order.begin(), order.end(), 0);
    std::ranges::sort(order, {}, [&](Eigen::Index k) { return value[static_cast<std::size_t>(k)]; });
    valued = valued_of(value);
    mean.setZero();
    for (Eigen::Index i = 0; i < valued && weights[i] > 0; ++i) mean += weights[i] * Y.col(best(i));  // (41)
    for (std::size_t i = 0; i < w.size(); ++i)
      w[i] += static_cast<Real>(sigma * mean[static_cast<Eigen::Index>(i)]);  // (42)
    adapt();
    end.look_at_values(value, !f.batch().empty());
    end.look_at_step_size(sigma / first_sigma, w, [&](std::size_t i) {
      const auto k = static_cast<Eigen::Index>(i);
      return sigma * std::sqrt(dense ? C(k, k) : C(k, 0));
    });
  }

  Eigen::Index best(Eigen::Index i) const { return order[static_cast<std::size_t>(i)]; }

  /// turned = C^(-1/2) y, but for a rotation: of the same length.
  void whiten(const auto& y) {
    if (dense)
      turned.noalias() = eigen.vectors().transpose() * y;
    else
      turned = y;
    turned.array() /= root.array();
  }

  void adapt() {
    generation += 1;
    whiten(mean);
    if (dense) {
      z.noalias() = eigen.vectors() * turned;
      turned.swap(z);
    }
    p_sigma = (1 - c_sigma) * p_sigma + std::sqrt(c_sigma * (2 - c_sigma) * mu_eff) * turned;  // (43)
    const double length = p_sigma.norm();
    sigma *= std::exp(std::min(1.0, c_sigma / d_sigma * (length / chi - 1)));  // (44)
    const bool calm = length / std::sqrt(1 - std::pow(1 - c_sigma, 2 * generation)) < (1.4 + 2 / (N + 1)) * chi;
    p_c *= 1 - c_c;  // (45)
    if (calm) p_c += std::sqrt(c_c * (2 - c_c) * mu_eff) * mean;
    C *= 1 + (calm ? 0 : c_1 * c_c * (2 - c_c)) - c_1 - c_mu * weights.sum();  // (47)
    add(c_1, p_c);
    for (Eigen::Index i = 0; i < lambda; ++i) {
      const auto y = Y.col(best(i));
      double weight = weights[i];
      if (weight > 0 && i >= valued) continue;
      if (weight < 0) {  // (46)
        whiten(y);
        weight *= N / turned.squaredNorm();
      }
      add(c_mu * weight, y);
    }
    if (generation - decomposed < 1 / ((c_1 + c_mu) * N * 10)) return;  // section B.2
    decomposed = generation;
    if (dense) eigen.compute(C);
    if (dense)
      z = eigen.values();
    else
      z = C.col(0);
    end.look_at_condition(z.minCoeff(), z.maxCoeff());
    root = z.cwiseSqrt();
  }

  void add(double weight, const auto& y) {
    if (dense)
      C.noalias() += weight * y.lazyProduct(y.transpose());
    else
      C.col(0) += weight * y.cwiseAbs2();
  }
};
SLALOM_OPTIMIZER(CmaEs, "cma_es", "Covariance matrix adaptation", "Hansen 2016, tutorial, figure 6")
