// Nonlinear conjugate gradients: d <- -g + beta d, a step along d that meets the strong Wolfe conditions with 1e-4,
// 0.4. With y the gradient's change and h the gradient before: beta = max(0, g.y / h.h) of Polak and Ribière (1969) in
// the form PR+ (Gilbert and Nocedal 1992); g.g / h.h of Fletcher and Reeves (1964); or of Hager and Zhang (2005),
// eq. 1.3, with their lower bound 1.6. Nocedal and Wright (2006), algorithm 5.4. Where d does not descend it becomes
// -g.
#include <slalom/line_search.hpp>

template <class Real>
struct ConjugateGradient : slalom::Optimizer<Real> {
  const std::string rule = this->choice("beta", {"pr_plus", "fletcher_reeves", "hager_zhang"}, "rule for beta");
  slalom::Vector<Real> g = this->zeros(), before = this->zeros(), d = this->zeros();
  slalom::LineSearch<Real> search{this->size(), {.curvature = 0.4}};
  double value = 0, change = 0;  // by the last step, on its batch
  bool begun = false;

  void step(slalom::Oracle<Real>& f, std::span<Real> w) {
    if (!begun || !f.batch().empty()) value = f.gradient(w, g);
    if (!begun) {
      change = value - (value + slalom::norm(g) / 2);
      for (std::size_t i = 0; i < w.size(); ++i) d[i] = -g[i];
    }
    begun = true;
    std::ranges::copy(g, before.begin());
    const double first = 2.02 * change / slalom::dot(g, d), from = value;
    const double a = search(f, w, d, value, g, first > 0 ? std::min(1.0, first) : 1);
    change = value - from;
    const Real b = a > 0 ? static_cast<Real>(beta()) : 0;
    for (std::size_t i = 0; i < w.size(); ++i) d[i] = -g[i] + b * d[i];
    if (slalom::dot(d, g) > -0.01 * slalom::squared_norm(g))
      for (std::size_t i = 0; i < w.size(); ++i) d[i] = -g[i];
  }
  void moved(std::span<const Real>, std::span<const Real>) { begun = false; }

  double beta() const {
    const double gg = slalom::squared_norm(g), hh = slalom::squared_norm(before), gy = gg - slalom::dot(g, before);
    if (!(hh > 0)) return 0;
    if (rule == "pr_plus") return std::max(0.0, gy / hh);
    if (rule == "fletcher_reeves") return gg / hh;
    const double dy = slalom::dot(d, g) - slalom::dot(d, before), yy = gy - slalom::dot(g, before) + hh;
    if (dy == 0) return 0;
    const double least = -1 / (slalom::norm(d) * std::min(1.6, std::sqrt(hh)));
    return std::max((gy - 2 * yy * slalom::dot(d, g) / dy) / dy, least);
  }
};
SLALOM_OPTIMIZER(ConjugateGradient, "conjugate_gradient", "Nonlinear conjugate gradients",
                 "Polak & Ribiere 1969; Gilbert & Nocedal 1992; Hager & Zhang 2005")
