// Nelder-Mead: a simplex of n + 1 points that reflects, expands and contracts its worst point through the mean c of the
// others, or shrinks towards its best, which is w. Nelder and Mead (1965); Lagarias et al. (1998), section 2, with
// reflection 1, expansion 2, contraction 1/2, shrinking 1/2. It begins with w and w plus `spread` times itself in each
// coordinate, or times 1 where that is 0: SciPy's 5 % take a quarter more evaluations on smooth functions than steps as
// wide as w, which NLopt takes. Of more than `dense_up_to` variables, blocks of so many take turns, 20 steps for each
// variable. Where batches change, move k compares the simplex and the points that it may move to by their
// means over k^(1/4) batches, rounded up, all evaluated on the same ones (Chang 2012 lets samples grow, too); w is the
// simplex' mean.
#include "population.hpp"

#include <slalom/optimizer.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

template <class Real>
struct NelderMead : slalom::Optimizer<Real> {
  const std::int64_t most =
      this->setting("dense_up_to", 500, slalom::at_least(1), "more variables than that, and blocks take turns");
  const double spread = this->setting("spread", 0.5, slalom::above(0).log_search(1e-3, 1), "relative size at first");
  const std::size_t n = std::min(this->size(), static_cast<std::size_t>(most));
  std::vector<slalom::Vector<Real>> x = std::vector<slalom::Vector<Real>>(n + 1, slalom::Vector<Real>(n));
  std::vector<double> value = std::vector<double>(n + 1);
  slalom::Vector<Real> center = slalom::Vector<Real>(n), trial = center, other = center, all = this->zeros();
  std::size_t from = 0, steps = 0;
  bool known = true;
  // With batches: reflected, expanded, contracted outside and inside, and the sums of all values so far.
  std::array<slalom::Vector<Real>, 4> next = {center, center, center, center};
  std::vector<double> sum = std::vector<double>(n + 5);
  std::size_t moves = 0, batches = 0;

  void step(slalom::Oracle<Real>& f, std::span<Real> w) {
    std::ranges::copy(w, all.begin());
    if (steps++ == 0)
      begin(f, w);
    else if (!known && f.batch().empty())
      evaluate(f);
    known = true;
    f.batch().empty() ? move(f) : race(f);
    if (f.batch().empty()) {
      for (std::size_t i = 0; i < n; ++i) w[(from + i) % w.size()] = x[0][i];
    } else {
      mean_of(x, std::span<Real>(center));
      for (std::size_t i = 0; i < n; ++i) w[(from + i) % w.size()] = center[i];
    }
    if (n == w.size() || steps < 20 * n) return;
    from = (from + n) % w.size();
    steps = 0;
  }

  double at(slalom::Oracle<Real>& f, const slalom::Vector<Real>& point) {
    for (std::size_t i = 0; i < n; ++i) all[(from + i) % all.size()] = point[i];
    return f.value(all);
  }
  void begin(slalom::Oracle<Real>& f, std::span<const Real> w) {
    for (std::size_t k = 0; k <= n; ++k) {
      for (std::size_t i = 0; i < n; ++i) x[k][i] = w[(from + i) % w.size()];
      if (k > 0) x[k][k - 1] += static_cast<Real>(spread * (x[k][k - 1] != 0 ? x[k][k - 1] : Real{1}));
    }
    evaluate(f);
    batches = 0;
  }
  void evaluate(slalom::Oracle<Real>& f) {
    for (std::size_t k = 0; k <= n; ++k) value[k] = at(f, x[k]);
    order();
  }
  /// The simplex moves along.
  void moved(std::span<const Real> before, std::span<const Real> to) {
    const auto move_along = [&](slalom::Vector<Real>& corner) {
      for (std::size_t i = 0; i < n; ++i) {
        const auto at = (from + i) % to.size();
        corner[i] += to[at] - before[at];
      }
    };
    std::ranges::for_each(x, move_along);
    std::ranges::for_each(next, move_along);
    known = false;
  }
  /// Insertion sort: stable, allocates nothing, and nearly sorted is the usual case.
  void order() {
    for (std::size_t k = 1; k <= n; ++k)
      for (std::size_t j = k; j > 0 && value[j] < value[j - 1]; --j) {
        std::swap(value[j], value[j - 1]);
        x[j].swap(x[j - 1]);
      }
  }
  void along(Real factor, slalom::Vector<Real>& out) const {
    for (std::size_t i = 0; i < n; ++i) out[i] = (1 + factor) * center[i] - factor * x[n][i];
  }
  void replace(slalom::Vector<Real>& point, double its_value) {
    x[n].swap(point);
    value[n] = its_value;
    order();
  }

  void find_center() {
    for (std::size_t i = 0; i < n; ++i) {
      center[i] = 0;
      for (std::size_t k = 0; k < n; ++k) center[i] += x[k][i];
      center[i] /= static_cast<Real>(n);
    }
  }
  void shrink() {
    for (std::size_t k = 1; k <= n; ++k)
      for (std::size_t i = 0; i < n; ++i) x[k][i] = x[0][i] + (x[k][i] - x[0][i]) / 2;
  }

  /// A batch more for all points, and a move where that is enough.
  void race(slalom::Oracle<Real>& f) {
    if (batches == 0) {
      find_center();
      constexpr std::array<Real, 4> factors{1, 2, Real{0.5}, Real{-0.5}};
      for (std::size_t k = 0; k < factors.size(); ++k) along(factors[k], next[k]);
      std::ranges::fill(sum, 0);
    }
    for (std::size_t k = 0; k <= n; ++k) sum[k] += at(f, x[k]);
    for (std::size_t k = 0; k < next.size(); ++k) sum[n + 1 + k] += at(f, next[k]);
    if (static_cast<double>(++batches) < std::pow(static_cast<double>(moves + 1), 0.25)) return;
    std::copy_n(sum.begin(), n + 1, value.begin());  // they have the same number of batches
    move_by_sums();
    moves += 1;
    batches = 0;
  }
  void move_by_sums() {
    const double reflected = sum[n + 1], expanded = sum[n + 2], worst = value[n];
    const bool outside = reflected < worst;
    const double contracted = sum[outside ? n + 3 : n + 4];
    const auto [low, high] = std::minmax_element(value.begin(), value.end() - 1);
    if (reflected < *low && expanded < reflected) return replace(next[1], expanded);
    if (reflected < *high) return replace(next[0], reflected);
    if (outside ? contracted <= reflected : contracted < worst) return replace(next[outside ? 2 : 3], contracted);
    order();
    shrink();
  }

  void move(slalom::Oracle<Real>& f) {
    find_center();
    along(1, trial);
    const double reflected = at(f, trial);
    if (reflected < value[0]) {
      along(2, other);
      const double expanded = at(f, other);
      expanded < reflected ? replace(other, expanded) : replace(trial, reflected);
    } else if (reflected < value[n - 1]) {
      replace(trial, reflected);
    } else {
      const bool outside = reflected < value[n];
      along(outside ? Real{0.5} : Real{-0.5}, other);
      const double contracted = at(f, other);
      if (outside ? contracted <= reflected : contracted < value[n]) return replace(other, contracted);
      shrink();
      for (std::size_t k = 1; k <= n; ++k) value[k] = at(f, x[k]);
      order();
    }
  }
};
SLALOM_OPTIMIZER(NelderMead, "nelder_mead", "Nelder-Mead simplex", "Nelder & Mead 1965; Lagarias et al. 1998")
