// Levenberg-Marquardt: of f = |r(w)|^2 / 2 with the Jacobian J of r, h minimizes |r + J h|^2 + mu |D h|^2, and w <- w +
// h where that lowers f. With rho, what f falls by over what |r + J h|^2 / 2 does: mu <- mu max(1/3, 1 - (2 rho -
// 1)^3), nu <- 2 where f falls; else mu <- nu mu, nu <- 2 nu. D_j is the largest length of column j of J so far, or 1
// where that is 0 at first.   Marquardt (1963); D, and h by QR: More (1978), sections 2 and 6; mu: Nielsen (1999),
// Madsen, Nielsen and Tingleff (2004), algorithm 3.16.
#include <slalom/ext/residuals.hpp>

#include <Eigen/QR>

#include <algorithm>
#include <cmath>

template <class Real>
struct LevenbergMarquardt : slalom::Optimizer<Real> {
  using Index = Eigen::Index;
  double mu = this->setting("damping", 1e-3, slalom::above(0).log_search(1e-8, 1), "mu at first");
  slalom::Residuals<Real> residuals{this->context()};
  const Index m = static_cast<Index>(residuals.count()),
              n = residuals.has_jacobian() ? static_cast<Index>(this->size()) : 0;
  slalom::Vector<Real> r = slalom::Vector<Real>(residuals.count()), there = r,
                       J = slalom::Vector<Real>(static_cast<std::size_t>(m * n)), point = this->zeros();
  // [J; sqrt(mu) D] h = [-r; 0] in the sense of least squares
  Eigen::MatrixXd A = Eigen::MatrixXd::Zero(m + n, n);
  Eigen::VectorXd b = Eigen::VectorXd(m + n), D = Eigen::VectorXd::Zero(n), h = D, Jh = Eigen::VectorXd(m);
  Eigen::HouseholderQR<Eigen::MatrixXd> qr{m + n, n};
  double value = 0, nu = 2;
  bool begun = false, known = false;              // r and J are those of w
  static constexpr double least_damping = 1e-30;  // nothing beside J, but no divisor is 0

  void step(slalom::Oracle<Real>&, std::span<Real> w) {
    residuals.require_jacobian();
    if (!known) linearize(w);
    solve();
    if (!h.allFinite()) slalom::done("the Jacobian is not finite");
    for (std::size_t i = 0; i < w.size(); ++i) point[i] = w[i] + static_cast<Real>(h[static_cast<Index>(i)]);
    if (std::ranges::equal(point, w)) slalom::done("the step is below the rounding of w");
    residuals.values(point, there);
    const double next = half_square(there);
    if (!(next < value)) {
      mu *= nu;
      nu *= 2;
      return;
    }
    const double promised = Jh.squaredNorm() / 2 + mu * D.cwiseProduct(h).squaredNorm();
    const double rho = (value - next) / promised;
    mu = std::max(least_damping, mu * std::max(1.0 / 3, 1 - std::pow(2 * rho - 1, 3)));
    nu = 2;
    std::ranges::copy(point, w.begin());
    known = false;
  }
  void moved(std::span<const Real>, std::span<const Real>) { known = false; }

  void linearize(std::span<const Real> w) {
    residuals.jacobian(w, r, J);
    value = half_square(r);
    for (Index i = 0; i < m; ++i)
      for (Index j = 0; j < n; ++j) A(i, j) = static_cast<double>(J[static_cast<std::size_t>(i * n + j)]);
    for (Index j = 0; j < n; ++j) {
      const double length = A.col(j).head(m).norm();
      D[j] = begun ? std::max(D[j], length) : length > 0 ? length : 1;
    }
    begun = true;
    known = true;
  }

  void solve() {
    A.bottomRows(n).diagonal() = std::sqrt(mu) * D;
    for (Index i = 0; i < m; ++i) b[i] = -static_cast<double>(r[static_cast<std::size_t>(i)]);
    b.tail(n).setZero();
    qr.compute(A);
    for (Index k = 0; k < n; ++k) {  // b <- Q' b, a reflection at a time
      const auto v = qr.matrixQR().col(k).tail(m + n - k - 1);
      auto rest = b.tail(m + n - k - 1);
      const double along = qr.hCoeffs()[k] * (b[k] + v.dot(rest));
      b[k] -= along;
      rest -= along * v;
    }
    h = b.head(n);
    qr.matrixQR().topRows(n).template triangularView<Eigen::Upper>().solveInPlace(h);
    Jh.noalias() = A.topRows(m) * h;
  }

  static double half_square(std::span<const Real> all) {
    double sum = 0;
    for (const Real x : all) sum += static_cast<double>(x) * static_cast<double>(x);
    return sum / 2;
  }
};
SLALOM_OPTIMIZER(LevenbergMarquardt, "levenberg_marquardt", "Levenberg-Marquardt on residuals",
                 "Marquardt 1963; More 1978; Nielsen 1999; not cross-checked")
