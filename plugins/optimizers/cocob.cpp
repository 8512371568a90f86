// COCOB: each number of w bets a share of its reward on the sign of the next gradient; there is no learning rate.
// L <- max(L, |g|),  G <- G + |g|,  R <- max(R - g (w - w0), 0),  theta <- theta - g,
// w <- w0 + theta / (L max(G + L, alpha L)) (L + R).
// Orabona and Tommasi (2017), algorithm 2; alpha = 100 as there.
#include <slalom/linear.hpp>
#include <slalom/optimizer.hpp>
#include <slalom/ratio.hpp>

#include <algorithm>
#include <cmath>

template <class Real>
struct Cocob : slalom::Optimizer<Real> {
  const Real alpha = this->setting("alpha", 100.0, slalom::above(0).log_search(1, 1000), "larger: smaller first bets");
  const Real epsilon = this->setting("epsilon", 1e-8, slalom::above(0), "L at the start");
  slalom::Vector<Real> L = this->constant(epsilon), G = this->zeros(), R = this->zeros(), theta = this->zeros(),
                       start = this->zeros();
  bool begun = false;

  void step(slalom::Oracle<Real>& f, std::span<Real> w) {
    const auto g = f.gradient(w);
    if (!begun) std::ranges::copy(w, start.begin());
    begun = true;
    const Real a = alpha;
    SLALOM_INDEPENDENT
    for (std::size_t i = 0, count = w.size(); i < count; ++i) {
      L[i] = std::max(L[i], std::abs(g[i]));
      G[i] += std::abs(g[i]);
      R[i] = std::max(R[i] - g[i] * (w[i] - start[i]), Real{0});
      theta[i] -= g[i];
      const Real bet = slalom::ratio(slalom::ratio(theta[i], L[i]), std::max(G[i] + L[i], a * L[i]));
      w[i] = start[i] + bet * (L[i] + R[i]);
    }
  }
  void moved(std::span<const Real> from, std::span<const Real> to) {
    for (std::size_t i = 0; i < to.size(); ++i) start[i] += to[i] - from[i];
  }
};
SLALOM_OPTIMIZER(Cocob, "cocob", "COCOB (coin betting)", "Orabona & Tommasi 2017, algorithm 2")
