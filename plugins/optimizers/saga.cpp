// SAGA: a table holds the gradient of each example as it was last seen, their mean is mu:
// w <- w - eta (g - mean of the batch's entries + mu), then the entries of the batch become g.
// Defazio, Bach and Lacoste-Julien (2014), eqs. 1 and 2. Of a batch of several examples only the mean gradient g is
// known, and stands for each of them: the step has the right mean all the same. The table takes N vectors; in the first
// pass, while it is empty, an entry is 0.
#include <slalom/optimizer.hpp>

#include <algorithm>

template <class Real>
struct Saga : slalom::Optimizer<Real> {
  slalom::Vector<Real> table, mu = this->zeros(), mean = this->zeros();

  void step(slalom::Oracle<Real>& f, std::span<Real> w, Real eta) {
    const auto g = f.gradient(w);
    const auto batch = f.batch();
    const std::size_t n = w.size();
    if (batch.empty()) {  // all examples: gradient descent
      for (std::size_t i = 0; i < n; ++i) w[i] -= eta * g[i];
      return;
    }
    if (table.empty()) table.resize(n * f.examples());
    const Real share = 1 / static_cast<Real>(batch.size()), of_all = 1 / static_cast<Real>(f.examples());
    std::ranges::fill(mean, Real{0});
    for (const auto e : batch)
      for (std::size_t i = 0; i < n; ++i) mean[i] += share * table[e * n + i];
    for (std::size_t i = 0; i < n; ++i) w[i] -= eta * (g[i] - mean[i] + mu[i]);
    for (const auto e : batch)
      for (std::size_t i = 0; i < n; ++i) {
        mu[i] += of_all * (g[i] - table[e * n + i]);
        table[e * n + i] = g[i];
      }
  }
};
SLALOM_OPTIMIZER(Saga, "saga", "SAGA", "Defazio, Bach & Lacoste-Julien 2014, eqs. 1-2; not cross-checked")
