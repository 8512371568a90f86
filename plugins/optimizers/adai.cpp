// Adai: every number of w has its own inertia, smaller where its gradient is larger than the mean. With vhat as in Adam
// and its mean over all of w: b = clip(1 - beta0 vhat / mean(vhat), 0, 1 - eps),  m <- b m + (1 - b) g,
// w <- w - eta m / (1 - product of all b so far).   Xie et al. (2022), algorithm 3.
#include <slalom/linear.hpp>
#include <slalom/optimizer.hpp>
#include <slalom/ratio.hpp>

#include <algorithm>

template <class Real>
struct Adai : slalom::Optimizer<Real> {
  static constexpr slalom::LearningRate learning_rate{1, 1e-4, 10};
  const Real beta0 = this->setting("beta0", 0.1, slalom::at_least(0).search(0.01, 1), "how much inertia adapts");
  const Real beta2 = this->beta2_setting(0.99);
  const Real epsilon = this->setting("epsilon", 1e-3, slalom::above(0).up_to(1), "least distance of inertia from 1");
  slalom::Vector<Real> m = this->zeros(), product = this->constant(1);
  slalom::Vector<double> v = slalom::Vector<double>(this->size());

  void step(slalom::Oracle<Real>& f, std::span<Real> w, Real eta) {
    const auto g = f.gradient(w);
    const double b2 = beta2;
    const Real most = 1 - epsilon;
    for (std::size_t i = 0; i < w.size(); ++i) v[i] = b2 * v[i] + (1 - b2) * g[i] * static_cast<double>(g[i]);
    const double mean = slalom::as_vector(std::span(v)).mean();  // the bias corrections of v and of its mean cancel
    const double slope = slalom::ratio<double>(beta0, mean);
    for (std::size_t i = 0; i < w.size(); ++i) {
      const Real b = std::min(std::max(static_cast<Real>(1 - slope * v[i]), Real{0}), most);
      product[i] *= b;
      m[i] = b * m[i] + (1 - b) * g[i];
      w[i] -= slalom::ratio(eta * m[i], 1 - product[i]);
    }
  }
};
SLALOM_OPTIMIZER(Adai, "adai", "Adai (adaptive inertia)", "Xie et al. 2022, algorithm 3")
