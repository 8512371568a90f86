// Newton-CG: d from the Newton equation H d = -g by conjugate gradients, as far as |r|_1 <= min(1/2, sqrt(|g|_1)) |g|_1
// or until a direction of negative curvature; then a step along d that meets the strong Wolfe conditions, 1 first.
// Nocedal and Wright (2006), algorithm 7.1. The conjugate gradients are preconditioned by the L-BFGS matrix of the last
// `memory` steps: Morales and Nocedal (2000), section 2, and Nocedal and Wright, section 7.1. Products with H from the
// problem, else by differences of gradients.
#include <slalom/hessian.hpp>
#include <slalom/line_search.hpp>
#include <slalom/pairs.hpp>

template <class Real>
struct NewtonCg : slalom::Optimizer<Real> {
  const std::int64_t most = this->setting("inner_steps", 200, slalom::at_least(1).log_search(5, 500),
                                          "conjugate gradient steps at most, and 20 a variable");
  slalom::Pairs<Real> preconditioner{
      this->size(), static_cast<std::size_t>(this->setting("memory", 10, slalom::at_least(0).up_to(1000).search(0, 30),
                                                           "pairs that precondition; 0: plain conjugate gradients"))};
  slalom::Vector<Real> g = this->zeros(), change = this->zeros(), d = this->zeros(), r = this->zeros(),
                       z = this->zeros(), p = this->zeros(), u = this->zeros(), Hu = this->zeros();
  slalom::Hessian<Real> hessian{this->size()};
  slalom::LineSearch<Real> search{this->size(), {.smallest = 1e-8, .largest = 50}};
  double value = 0;
  bool begun = false, stuck = false;  // along the last direction nothing was better

  static double length1(const slalom::Vector<Real>& v) { return slalom::as_vector(std::span(v)).template lpNorm<1>(); }

  /// How large a curvature may be, beside H u, that is but rounding.
  static double unit(const slalom::Oracle<Real>& f) {
    const double e = std::numeric_limits<Real>::epsilon();
    return f.has_hessian_vector() ? 3 * e : 10 * std::sqrt(e);
  }

  void step(slalom::Oracle<Real>& f, std::span<Real> w) {
    if (!begun || !f.batch().empty()) value = f.gradient(w, g);
    begun = true;
    if (stuck)
      for (std::size_t i = 0; i < d.size(); ++i) d[i] = -g[i];
    else
      solve(f, w);
    std::ranges::copy(g, change.begin());
    const double a = search(f, w, d, value, g, 1);
    stuck = a == 0;
    if (stuck) return;
    for (std::size_t i = 0; i < w.size(); ++i) {
      d[i] *= static_cast<Real>(a);
      change[i] = g[i] - change[i];
    }
    preconditioner.add(d, change);
  }
  void moved(std::span<const Real>, std::span<const Real>) { begun = false; }

  void solve(slalom::Oracle<Real>& f, std::span<const Real> w) {
    const double size = length1(g), enough = std::min(0.5, std::sqrt(size)) * size;
    std::ranges::fill(d, Real{0});
    std::ranges::copy(g, r.begin());
    std::ranges::copy(g, z.begin());
    preconditioner.multiply(z);
    for (std::size_t i = 0; i < d.size(); ++i) p[i] = -z[i];
    double rz = slalom::dot(r, z);
    const auto limit = std::min(static_cast<std::size_t>(most), 20 * d.size());
    for (std::size_t k = 0; k < limit && rz > 0 && length1(r) > enough; ++k) {
      const double length = slalom::norm(p);
      for (std::size_t i = 0; i < d.size(); ++i) u[i] = static_cast<Real>(p[i] / length);
      hessian.times(f, w, g, u, Hu);  // of length 1: H p may be too small to be a number
      const double curvature = slalom::dot(u, Hu), a = rz / length / curvature;
      if (curvature >= 0 && curvature <= unit(f) * slalom::norm(Hu)) break;
      if (curvature < 0) {
        if (k == 0)
          for (std::size_t i = 0; i < d.size(); ++i) d[i] = -static_cast<Real>(a * u[i]);
        break;
      }
      for (std::size_t i = 0; i < d.size(); ++i) {
        d[i] += static_cast<Real>(a * u[i]);
        r[i] += static_cast<Real>(a * Hu[i]);
      }
      std::ranges::copy(r, z.begin());
      preconditioner.multiply(z);
      const double before = std::exchange(rz, slalom::dot(r, z));
      const Real b = static_cast<Real>(rz / before);
      for (std::size_t i = 0; i < d.size(); ++i) p[i] = -z[i] + b * p[i];
    }
    if (slalom::dot(d, g) < 0) return;
    for (std::size_t i = 0; i < d.size(); ++i) d[i] = -g[i];
  }
};
SLALOM_OPTIMIZER(NewtonCg, "newton_cg", "Newton's method with conjugate gradients",
                 "Nocedal & Wright 2006, algorithm 7.1; Morales & Nocedal 2000")
