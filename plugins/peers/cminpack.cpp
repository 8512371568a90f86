// MINPACK in C: Levenberg-Marquardt on residuals, and Powell's hybrid method for as many equations as variables. All
// tolerances are 0; what MINPACK takes for convergence all the same ends the run.
#include <slalom/peer.hpp>

#include <cminpack.h>

#define CMINPACK "cminpack " PEER_VERSION

namespace {

using slalom::PeerOracle;

struct Context {
  PeerOracle& f;
  std::vector<double> row_major;
};

/// As MINPACK wants it, column after column.
void put_jacobian(Context& c, int m, int n, const double* x, double* J, int rows) {
  c.f.jacobian(x, nullptr, c.row_major.data());
  for (int i = 0; i < m; ++i)
    for (int j = 0; j < n; ++j) J[j * rows + i] = c.row_major[static_cast<std::size_t>(i * n + j)];
}

/// The memory of both methods.
struct Work {
  std::vector<double> r, J, diag, qtf, r_packed, wa1, wa2, wa3, wa4;
  std::vector<int> pivots;
  Work(std::size_t m, std::size_t n)
      : r(m), J(m * n), diag(n), qtf(n), r_packed(n * (n + 1) / 2), wa1(n), wa2(n), wa3(n), wa4(m), pivots(n) {}
};

constexpr int unlimited = std::numeric_limits<int>::max();

struct LevenbergMarquardt : slalom::Settings<double> {
  std::string minimize(PeerOracle& f, std::vector<double>& x) const {
    const auto m = f.residual_count(), n = x.size();
    if (m < n) slalom::skip("it needs at least as many residuals as variables");
    Context context{f, std::vector<double>(m * n)};
    Work w(m, n);
    int values = 0, jacobians = 0;
    const int info = lmder(
        [](void* p, int rows, int columns, const double* at, double* r, double* J, int ld, int flag) {
          auto& c = *static_cast<Context*>(p);
          if (flag == 1) c.f.residuals(at, r);
          if (flag == 2) put_jacobian(c, rows, columns, at, J, ld);
          return c.f.stopping() ? -1 : 0;
        },
        &context, static_cast<int>(m), static_cast<int>(n), x.data(), w.r.data(), w.J.data(), static_cast<int>(m), 0, 0,
        0, unlimited, w.diag.data(), 1, 100, 0, &values, &jacobians, w.pivots.data(), w.qtf.data(), w.wa1.data(),
        w.wa2.data(), w.wa3.data(), w.wa4.data());
    return "lmder returns info = " + std::to_string(info);
  }
};

struct Hybrid : slalom::Settings<double> {
  std::string minimize(PeerOracle& f, std::vector<double>& x) const {
    const auto m = f.residual_count(), n = x.size();
    if (m != n) slalom::skip("it solves as many equations as there are variables, which these residuals are not");
    Context context{f, std::vector<double>(n * n)};
    Work w(n, n);
    int values = 0, jacobians = 0;
    const int info = hybrj(
        [](void* p, int columns, const double* at, double* r, double* J, int ld, int flag) {
          auto& c = *static_cast<Context*>(p);
          if (flag == 1) c.f.residuals(at, r);
          if (flag == 2) put_jacobian(c, columns, columns, at, J, ld);
          return c.f.stopping() ? -1 : 0;
        },
        &context, static_cast<int>(n), x.data(), w.r.data(), w.J.data(), static_cast<int>(n), 0, unlimited,
        w.diag.data(), 1, 100, 0, &values, &jacobians, w.r_packed.data(), static_cast<int>(w.r_packed.size()),
        w.qtf.data(), w.wa1.data(), w.wa2.data(), w.wa3.data(), w.wa4.data());
    return "hybrj returns info = " + std::to_string(info);
  }
};

}  // namespace

SLALOM_PEER(LevenbergMarquardt, "cminpack_lm", "Levenberg-Marquardt of MINPACK", "More 1978", CMINPACK)
SLALOM_PEER(Hybrid, "cminpack_hybrid", "Powell's hybrid method of MINPACK", "Powell 1970", CMINPACK)
