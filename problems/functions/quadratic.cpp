// f(x) = 1/2 x' A x; A has eigenvalues from 1 to `condition`, evenly spaced on a logarithmic scale.
// A is diagonal, or turned by a random rotation: a product of Householder reflections, Stewart (1980).
#include <slalom/ext/lanes_problem.hpp>

#include <cmath>
#include <numeric>

template <class Real>
struct Quadratic : slalom::Problem<Real> {
  const std::size_t n =
      static_cast<std::size_t>(this->setting("dimension", 10, slalom::at_least(1), "number of variables"));
  const double condition =
      this->setting("condition", 1000.0, slalom::at_least(1), "largest eigenvalue; the smallest is 1");
  const bool rotate = this->setting("rotate", false, "turn the axes, the same way for every seed");
  std::vector<Real> a;  // the diagonal of A; if rotated all of A, row by row

  Quadratic() {
    if (this->declaring()) return;
    std::vector<double> eigenvalues(n, 1);
    for (std::size_t i = 1; i < n; ++i)
      eigenvalues[i] = std::pow(condition, static_cast<double>(i) / static_cast<double>(n - 1));
    for (const double x : rotate ? turned(eigenvalues) : eigenvalues) a.push_back(static_cast<Real>(x));
    this->description.dimension = n;
    this->description.minimum = 0;
    this->description.minimizers = {std::vector<double>(n)};
    if (n == 2) this->description.window = {-2, 2, -2, 2};
  }

  void start(slalom::Random& random, std::span<Real> x) const { random.fill_normal(x); }

  SLALOM_UNFUSED double evaluate(auto&, std::span<const Real> x, const slalom::Batch&, std::span<Real> gradient) const {
    double sum = 0;
    if (rotate) {
      for (std::size_t i = 0; i < n; ++i) {
        const Real g = row_times(i, x);
        sum += static_cast<double>(x[i]) * g;
        if (!gradient.empty()) gradient[i] = g;
      }
    } else {
      const Real* d = a.data();
      for (std::size_t i = 0; i < x.size(); ++i) {
        const Real g = d[i] * x[i];
        sum += static_cast<double>(x[i]) * static_cast<double>(g);
        if (!gradient.empty()) gradient[i] = g;
      }
    }
    return sum / 2;
  }

  bool offers_lanes() const { return !rotate; }
  SLALOM_UNFUSED void lanes(const double* __restrict x, std::size_t count, double* __restrict gradients,
                            double* __restrict values) const {
    for (std::size_t k = 0; k < count; ++k) values[k] = 0;
    for (std::size_t i = 0; i < n; ++i)
      for (std::size_t k = 0; k < count; ++k) {
        const double g = static_cast<double>(a[i]) * x[i * count + k];
        values[k] += x[i * count + k] * g;
        gradients[i * count + k] = g;
      }
    for (std::size_t k = 0; k < count; ++k) values[k] /= 2;
  }

  void hessian_vector(auto&, std::span<const Real>, const slalom::Batch&, std::span<const Real> v,
                      std::span<Real> hv) const {
    for (std::size_t i = 0; i < n; ++i) hv[i] = row_times(i, v);
  }

 private:
  Real row_times(std::size_t i, std::span<const Real> x) const {
    if (!rotate) return a[i] * x[i];
    return std::inner_product(x.begin(), x.end(), a.begin() + static_cast<std::ptrdiff_t>(i * n), Real(0));
  }

  /// H_(n-1) … H_1 D H_1 … H_(n-1): H_k reflects the first k+1 coordinates at a random plane.
  std::vector<double> turned(const std::vector<double>& d) const {
    auto random = this->random();
    std::vector<double> A(n * n), u(n), p(n);
    for (std::size_t i = 0; i < n; ++i) A[i * n + i] = d[i];
    for (std::size_t k = 1; k < n; ++k) {
      random.fill_normal(std::span(u).first(k + 1));
      const double length = std::sqrt(std::inner_product(u.begin(), u.end(), u.begin(), 0.0));
      for (double& x : u) x /= length;
      // H A H = A - 2 (u q' + q u'),  q = A u - (u' A u) u
      for (std::size_t i = 0; i < n; ++i)
        p[i] = std::inner_product(u.begin(), u.end(), A.begin() + static_cast<std::ptrdiff_t>(i * n), 0.0);
      const double uAu = std::inner_product(u.begin(), u.end(), p.begin(), 0.0);
      for (std::size_t i = 0; i < n; ++i) p[i] -= uAu * u[i];
      for (std::size_t i = 0; i < n; ++i)
        for (std::size_t j = 0; j < n; ++j) A[i * n + j] -= 2 * (u[i] * p[j] + p[i] * u[j]);
    }
    return A;
  }
};
SLALOM_PROBLEM_WITH_LANES(Quadratic, "quadratic", "Quadratic of given condition", "standard example")
