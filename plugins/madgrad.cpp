// MADGRAD: dual averaging with the cube root: with l = eta sqrt(k + 1): s <- s + l g,  v <- v + l g^2,
// w <- alpha w + (1 - alpha) (w0 - s / (cbrt(v) + eps)).
// Defazio and Jelassi (2022), algorithm 1, in whose letters c = 1 - alpha. The authors' code adds eps to eta as well.
#include <slalom/linear_algebra.hpp>
#include <slalom/optimizer.hpp>

#include <algorithm>
#include <cmath>
#include <limits>

template <class Real>
struct Madgrad : slalom::Optimizer<Real> {
  const Real alpha = this->momentum_setting(), epsilon = this->epsilon_setting(1e-6);
  slalom::Vector<Real> s = this->zeros(), v = this->zeros(), start = this->zeros();
  double k = 0;

  void step(slalom::Oracle<Real>& f, std::span<Real> w, Real eta) {
    const auto g = f.gradient(w);
    if (k == 0) std::ranges::copy(w, start.begin());
    k += 1;
    const Real a = alpha, eps = epsilon, l = static_cast<Real>(eta * std::sqrt(k));
    for (std::size_t i = 0; i < w.size(); ++i) {
      s[i] += l * g[i];
      v[i] += l * g[i] * g[i];
    }
    const auto S = slalom::as_vector(std::span(s)).array(), V = slalom::as_vector(std::span(v)).array();
    const auto cube_root = (V.max(std::numeric_limits<Real>::min()).log() / 3).exp();  // vectorised, std::cbrt is not
    auto W = slalom::as_vector(w).array();
    W = a * W + (1 - a) * (slalom::as_vector(std::span(start)).array() - S / (cube_root + eps));
  }
};
SLALOM_OPTIMIZER(Madgrad, "madgrad", "MADGRAD", "Defazio & Jelassi 2022, algorithm 1")
