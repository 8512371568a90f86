// Newton-CG in a trust region: p minimizes the model g' p + p' H p / 2 within |p| <= Delta by conjugate gradients, as
// far as |r| < min(forcing, sqrt(|g|)) |g|, the boundary, or a direction of negative curvature, which is followed to
// the boundary. rho, what f falls by over what the model does, tells: Delta <- Delta / 4 where rho < 1/4, 2 Delta where
// rho > 3/4 at the boundary, and w <- w + p where rho > 0.15.
// Nocedal and Wright (2006), algorithms 4.1 and 7.2 (Steihaug 1983). Products with H as in newton_cg.
#include <slalom/hessian.hpp>

#include <algorithm>
#include <utility>

template <class Real>
struct TrustNcg : slalom::Optimizer<Real> {
  double Delta = this->setting("radius", 1.0, slalom::above(0).log_search(0.01, 100), "Delta at the start");
  const double largest = this->setting("largest_radius", 1000.0, slalom::above(0), "limit of Delta");
  const double forcing =
      this->setting("forcing", 0.5, slalom::above(0).up_to(1), "how exact the Newton equation is solved");
  const std::int64_t most = this->setting("inner_steps", 200, slalom::at_least(1), "conjugate gradient steps at most");
  slalom::Vector<Real> g = this->zeros(), p = this->zeros(), r = this->zeros(), d = this->zeros(), unit = this->zeros();
  slalom::Vector<Real> point = this->zeros(), next_g = this->zeros();
  slalom::Hessian<Real> hessian{this->size()};
  // H d / |d| of the first steps of conjugate gradients, which are the same after a step that was not made.
  std::vector<slalom::Vector<Real>> products = std::vector<slalom::Vector<Real>>(6, this->zeros());
  std::size_t known = 0;
  double value = 0, predicted = 0;
  bool begun = false, at_boundary = false;

  void step(slalom::Oracle<Real>& f, std::span<Real> w) {
    if (!std::exchange(begun, true) || !f.batch().empty()) {
      value = f.gradient(w, g);
      known = 0;
    }
    solve(f, w);
    for (std::size_t i = 0; i < w.size(); ++i) point[i] = w[i] + p[i];
    if (!(predicted > 0) || std::ranges::equal(point, w)) {
      if (f.batch().empty()) slalom::done("the step is below the rounding of w");
      return;
    }
    const double there = f.gradient(point, next_g), rho = (value - there) / predicted;
    if (rho < 0.25)
      Delta /= 4;
    else if (rho > 0.75 && at_boundary)
      Delta = std::min(2 * Delta, largest);
    if (!(rho > 0.15)) return;
    std::ranges::copy(point, w.begin());
    known = 0;
    g.swap(next_g);
    value = there;
  }
  void moved(std::span<const Real>, std::span<const Real>) { begun = false; }

  /// All of the model over a power of 2 next to |g|: squares of what is small or large might be no numbers.
  void solve(slalom::Oracle<Real>& f, std::span<const Real> w) {
    const double length = slalom::norm(g), scale = std::isnormal(length) ? std::exp2(std::ilogb(length)) : 1;
    const double enough = std::min(forcing, std::sqrt(length)) * length / scale;
    for (std::size_t i = 0; i < p.size(); ++i) {
      p[i] = 0;
      r[i] = static_cast<Real>(g[i] / scale);
      d[i] = -r[i];
    }
    predicted = 0;
    at_boundary = false;
    double rr = slalom::squared_norm(r);
    for (std::int64_t k = 0; k < most && rr > 0 && std::sqrt(rr) >= enough; ++k) {
      const double size = slalom::norm(d);
      for (std::size_t i = 0; i < d.size(); ++i) unit[i] = static_cast<Real>(d[i] / size);
      const auto& Hd = product(f, w, static_cast<std::size_t>(k));
      const double curvature = size / scale * slalom::dot(d, Hd), a = rr / curvature;
      const auto fall = [&](double t) { return t * rr - t * t * curvature / 2; };  // of the model from p to p + t d
      const auto [back, ahead] = boundary();
      at_boundary = !(curvature > 0) || a >= ahead;
      const double t = !at_boundary ? a : curvature > 0 || fall(ahead) >= fall(back) ? ahead : back;
      predicted += scale * fall(t);
      for (std::size_t i = 0; i < p.size(); ++i) p[i] += static_cast<Real>(t) * d[i];
      if (at_boundary) return;
      for (std::size_t i = 0; i < p.size(); ++i) r[i] += static_cast<Real>(t * size / scale * Hd[i]);
      const double before = std::exchange(rr, static_cast<double>(slalom::squared_norm(r)));
      const Real b = static_cast<Real>(rr / before);
      for (std::size_t i = 0; i < p.size(); ++i) d[i] = -r[i] + b * d[i];
    }
  }

  /// The one of step k; all but the last of `products` are kept.
  const slalom::Vector<Real>& product(slalom::Oracle<Real>& f, std::span<const Real> w, std::size_t k) {
    auto& out = products[std::min(k, products.size() - 1)];
    if (k >= known) hessian.times(f, w, g, unit, out);
    known = std::max(known, std::min(k + 1, products.size() - 1));
    return out;
  }

  /// The two t, below and above 0, with |p + t d| = Delta.
  std::pair<double, double> boundary() const {
    const double dd = slalom::squared_norm(d), pd = slalom::dot(p, d), c = slalom::squared_norm(p) - Delta * Delta;
    const double root = std::sqrt(std::max(0.0, pd * pd - dd * c));
    return {(-pd - root) / dd, (-pd + root) / dd};
  }
};
SLALOM_OPTIMIZER(TrustNcg, "trust_ncg", "Newton's method in a trust region", "Nocedal & Wright 2006, algorithm 7.2")
