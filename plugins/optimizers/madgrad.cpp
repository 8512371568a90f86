// MADGRAD: dual averaging with the cube root: with l = eta sqrt(k + 1): s <- s + l g,  v <- v + l g^2,
// w <- alpha w + (1 - alpha) (w0 - s / (cbrt(v) + eps)).
// Defazio and Jelassi (2022), algorithm 1, in whose letters c = 1 - alpha. The authors' code adds eps to eta as well.
#include <slalom/optimizer.hpp>
#include <slalom/ratio.hpp>
#include <slalom/vector_math.hpp>

#include <algorithm>
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
    SLALOM_INDEPENDENT
    for (std::size_t i = 0, n = w.size(); i < n; ++i) {
      s[i] += l * g[i];
      v[i] += l * g[i] * g[i];
      w[i] += (1 - a) * (start[i] - slalom::ratio(s[i], std::cbrt(v[i]) + eps) - w[i]);
    }
  }
  void moved(std::span<const Real> from, std::span<const Real> to) {
    for (std::size_t i = 0; i < to.size(); ++i) start[i] += to[i] - from[i];
  }
};
SLALOM_OPTIMIZER(Madgrad, "madgrad", "MADGRAD", "Defazio & Jelassi 2022, algorithm 1")
