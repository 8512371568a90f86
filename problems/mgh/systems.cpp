// Problems 28 to 35 of Moré, Garbow & Hillstrom. Each has its residuals above it.
#include "mgh.hpp"

namespace {
using namespace slalom::math;
using slalom::mgh::Mgh, slalom::mgh::real;

/// t_j (t_j - 1) at t_j = j / (n + 1): the standard start of discretised equations.
std::vector<double> parabola(std::size_t n) {
  std::vector<double> x;
  for (std::size_t j = 1; j <= n; ++j) x.push_back(real(j) * (real(j) - real(n + 1)) / square(real(n + 1)));
  return x;
}

// 2 x_i - x_(i-1) - x_(i+1) + h^2 (x_i + t_i + 1)^3 / 2,  h = 1 / (n + 1), t_i = i h, x_0 = x_(n+1) = 0.
// Moré & Cosnard (1979).
struct MGH28 : Mgh {
  MGH28() {
    const auto n = dimension(10);
    standard(n, parabola(n));
    minimum(0);
    if (n == 2) window(-2, 2, -2, 2);
  }
  template <class T>
  void operator()(std::span<const T> x, std::span<T> r) const {
    const auto n = x.size();
    const double h = 1 / real(n + 1);
    for (std::size_t i = 0; i < n; ++i) {
      const T y = x[i] + (real(i + 1) * h + 1);
      r[i] = 2.0 * x[i] + h * h / 2 * (y * square(y));
      if (i > 0) r[i] -= x[i - 1];
      if (i + 1 < n) r[i] -= x[i + 1];
    }
  }
};
SLALOM_MGH(MGH28, "mgh_discrete_boundary", "A boundary value problem")

// x_i + h/2 ((1 - t_i) sum_(j<=i) t_j c_j + t_i sum_(j>i) (1 - t_j) c_j),  c_j = (x_j + t_j + 1)^3, t_j = j h,
// h = 1 / (n + 1).   Moré & Cosnard (1979).
struct MGH29 : Mgh {
  MGH29() {
    const auto n = dimension(10);
    standard(n, parabola(n));
    minimum(0);
    if (n == 2) window(-2, 2, -2, 2);
  }
  template <class T>
  void operator()(std::span<const T> x, std::span<T> r) const {
    const auto n = x.size();
    const double h = 1 / real(n + 1);
    const auto t = [&](std::size_t j) { return real(j + 1) * h; };
    const auto cube = [&](std::size_t j) {
      const T y = x[j] + (t(j) + 1);
      return y * square(y);
    };
    T left(0), right(0);
    for (std::size_t j = 0; j < n; ++j) right += (1 - t(j)) * cube(j);
    for (std::size_t i = 0; i < n; ++i) {
      const T c = cube(i);
      left += t(i) * c;
      right -= (1 - t(i)) * c;
      r[i] = x[i] + h / 2 * ((1 - t(i)) * left + t(i) * right);
    }
  }
};
SLALOM_MGH(MGH29, "mgh_discrete_integral", "An integral equation")

/// What Broyden's two systems have in common.
struct Broyden : Mgh {
  Broyden() {
    const auto n = dimension(10);
    standard(n, all(n, -1));
    minimum(0);
    if (n == 2) window(-2, 2, -2, 2);
  }
};

// (3 - 2 x_i) x_i - x_(i-1) - 2 x_(i+1) + 1,  x_0 = x_(n+1) = 0.   Broyden (1965).
struct MGH30 : Broyden {
  template <class T>
  void operator()(std::span<const T> x, std::span<T> r) const {
    for (std::size_t i = 0; i < x.size(); ++i) {
      r[i] = (3.0 - 2.0 * x[i]) * x[i] + 1.0;
      if (i > 0) r[i] -= x[i - 1];
      if (i + 1 < x.size()) r[i] -= 2.0 * x[i + 1];
    }
  }
};
SLALOM_MGH(MGH30, "mgh_broyden_tridiagonal", "Broyden, tridiagonal")

// x_i (2 + 5 x_i^2) + 1 - sum_j x_j (1 + x_j),  j = i - 5 .. i + 1 without i.   Broyden (1971).
struct MGH31 : Broyden {
  template <class T>
  void operator()(std::span<const T> x, std::span<T> r) const {
    for (std::size_t i = 0; i < x.size(); ++i) {
      r[i] = x[i] * (2.0 + 5.0 * square(x[i])) + 1.0;
      for (std::size_t j = i < 5 ? 0 : i - 5; j < std::min(i + 2, x.size()); ++j)
        if (j != i) r[i] -= x[j] * (1.0 + x[j]);
    }
  }
};
SLALOM_MGH(MGH31, "mgh_broyden_banded", "Broyden, banded")

/// The settings of the linear problems.
struct Linear : Mgh {
  const std::size_t n, m;
  explicit Linear(int least)
      : n(dimension(10, slalom::at_least(least))),
        m(std::max(n, static_cast<std::size_t>(setting("residuals", 20, slalom::at_least(least),
                                                       "number of residuals; never less than the dimension")))) {
    standard(m, all(n, 1));
    if (n == 2) window(-3, 3, -3, 3);
  }
};

// x_i - s - 1, i = 1 .. n; -s - 1, i = n + 1 .. m,  s = 2/m sum_j x_j.   Moré, Garbow & Hillstrom (1981).
struct MGH32 : Linear {
  MGH32() : Linear(1) { minimum(real(m - n), {all(n, -1)}); }
  template <class T>
  void operator()(std::span<const T> x, std::span<T> r) const {
    T sum(0);
    for (const T& xi : x) sum += xi;
    for (std::size_t i = 0; i < r.size(); ++i) {
      r[i] = -2 / real(m) * sum - 1.0;
      if (i < x.size()) r[i] += x[i];
    }
  }
};
SLALOM_MGH(MGH32, "mgh_linear_full_rank", "Linear, of full rank")

// i s - 1, i = 1 .. m,  s = sum_j j x_j: the least value is reached where s = 3 / (2 m + 1).
// Moré, Garbow & Hillstrom (1981).
struct MGH33 : Linear {
  MGH33() : Linear(1) { minimum(real(m) * real(m - 1) / (2 * real(2 * m + 1))); }
  template <class T>
  void operator()(std::span<const T> x, std::span<T> r) const {
    T s(0);
    for (std::size_t j = 0; j < x.size(); ++j) s += real(j + 1) * x[j];
    for (std::size_t i = 0; i < r.size(); ++i) r[i] = real(i + 1) * s - 1.0;
  }
};
SLALOM_MGH(MGH33, "mgh_linear_rank1", "Linear, of rank 1")

// -1; (i - 1) s - 1, i = 2 .. m - 1; -1,  s = sum_(1<j<n) j x_j: the first and the last variable do not count.
// Moré, Garbow & Hillstrom (1981).
struct MGH34 : Linear {
  MGH34() : Linear(3) { minimum((real(m) * real(m) + 3 * real(m) - 6) / (2 * (2 * real(m) - 3))); }
  template <class T>
  void operator()(std::span<const T> x, std::span<T> r) const {
    T s(0);
    for (std::size_t j = 1; j + 1 < x.size(); ++j) s += real(j + 1) * x[j];
    for (std::size_t i = 0; i < r.size(); ++i) r[i] = i + 1 < r.size() ? real(i) * s - 1.0 : T(-1.0);
  }
};
SLALOM_MGH(MGH34, "mgh_linear_rank1_zeros", "Linear, of rank 1, with columns and rows of 0")

// The mean of T_i over all x_j less its integral over [0, 1], i = 1 .. n,  T_i: Chebyshev's polynomials, moved to [0,
// 1]. Fletcher (1965): the nodes of a quadrature.
struct MGH35 : Mgh {
  MGH35() {
    const auto n = dimension(9);
    std::vector<double> start;
    for (std::size_t j = 1; j <= n; ++j) start.push_back(real(j) / real(n + 1));
    standard(n, start);
    if (n == 8)
      minimum(0.0035168737256779316, {{0.04315276015101663, 0.1930908403841861, 0.26632870689027294, 0.5, 0.5,
                                       0.7336712931097271, 0.8069091596158139, 0.9568472398489833}});
    else if (n == 10)
      minimum(0.006503954800882306,
              {{0.0596199005358127, 0.16670828183586142, 0.2391706589426085, 0.3988842923060445, 0.3988842923060445,
                0.6011157076939555, 0.6011157076939555, 0.7608293410573915, 0.8332917181641386, 0.9403800994641873}});
    else if (n < 8 || n == 9)
      minimum(0);
    else
      minimum_unknown();
    if (n == 2) window(0, 1, 0, 1);
  }
  template <class T>
  void operator()(std::span<const T> x, std::span<T> r) const {
    std::ranges::fill(r, T(0));
    for (const T& xj : x) {
      const T y = 2.0 * xj - 1.0;
      T before(1), now = y;
      for (T& ri : r) {
        ri += now;
        const T next = 2.0 * y * now - before;
        before = now;
        now = next;
      }
    }
    for (std::size_t i = 0; i < r.size(); ++i) {
      r[i] = r[i] / real(x.size());
      if (i % 2 == 1) r[i] += 1 / (square(real(i + 1)) - 1);
    }
  }
};
SLALOM_MGH(MGH35, "mgh_chebyquad", "Chebyshev's quadrature")
}  // namespace
