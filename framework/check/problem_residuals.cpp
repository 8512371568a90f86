// Residuals, their Jacobian and its products fit together, and give value and gradient.
#include "check/problem_checks.hpp"
#include "check/sample.hpp"

#include <cmath>
#include <limits>

namespace slalom::check {

namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

/// The residuals of a sample, asked in double whatever its real type.
class Residuals {
 public:
  explicit Residuals(Sample& sample)
      : sample_(sample),
        real_(sample.problem().real()),
        offered_(*sample.problem().residuals()),
        count(sample.problem().residual_count()),
        dimension(sample.dimension()) {}

  bool has_jacobian() const { return offered_.jacobian[real_] != nullptr; }
  bool has_products() const {
    return offered_.product[real_] != nullptr && offered_.transposed_product[real_] != nullptr;
  }
  Numbers values(const Numbers& w) {
    return sample_.ask("residuals", w, {}, count,
                       [&](void* ws, const void* x, const void*, void* r) { return offered_.values[real_](ws, x, r); });
  }
  /// The residuals that come with it are put into `r`.
  Numbers jacobian(const Numbers& w, Numbers& r) {
    run::RealVector residuals(real_, count);
    residuals.assign(Numbers(count, nan));
    auto J = sample_.ask("a Jacobian", w, {}, count * dimension, [&](void* ws, const void* x, const void*, void* out) {
      return offered_.jacobian[real_](ws, x, residuals.data(), out);
    });
    r.resize(count);
    residuals.copy_to(r);
    return J;
  }
  Numbers jacobian_alone(const Numbers& w) {
    return sample_.ask(
        "a Jacobian alone", w, {}, count * dimension,
        [&](void* ws, const void* x, const void*, void* out) { return offered_.jacobian[real_](ws, x, nullptr, out); });
  }
  Numbers product(const Numbers& w, const Numbers& v) {
    return sample_.ask(
        "a product with the Jacobian", w, v, count,
        [&](void* ws, const void* x, const void* d, void* out) { return offered_.product[real_](ws, x, d, out); });
  }
  Numbers transposed_product(const Numbers& w, const Numbers& u) {
    return sample_.ask("a product with the transposed Jacobian", w, u, dimension,
                       [&](void* ws, const void* x, const void* d, void* out) {
                         return offered_.transposed_product[real_](ws, x, d, out);
                       });
  }

 private:
  Sample& sample_;
  slalom_real real_;
  const slalom_residuals& offered_;

 public:
  const std::size_t count, dimension;
};

Numbers times(const Numbers& J, const Numbers& v, std::size_t rows) {
  Numbers out(rows);
  for (std::size_t i = 0; i < rows; ++i)
    for (std::size_t j = 0; j < v.size(); ++j) out[i] += J[i * v.size() + j] * v[j];
  return out;
}

Numbers transposed_times(const Numbers& J, const Numbers& u, std::size_t columns) {
  Numbers out(columns);
  for (std::size_t i = 0; i < u.size(); ++i)
    for (std::size_t j = 0; j < columns; ++j) out[j] += J[i * columns + j] * u[i];
  return out;
}

double error(const Numbers& a, const Numbers& b) { return norm(along(a, -1, b)) / (1 + norm(b)); }

/// The least error of central differences of the residuals along d, of several widths.
double error_of_differences(Residuals& residuals, const Numbers& w, const Numbers& d, const Numbers& said,
                            bool in_double) {
  double least = std::numeric_limits<double>::infinity();
  for (const double h : {1e-1, 1e-2, 1e-3, 1e-4, 1e-5}) {
    if (!in_double && h < 1e-3) break;
    const auto at = [&](double t) { return residuals.values(along(w, t, d)); };
    auto slope = along(along(Numbers(said.size()), 8, at(h)), -8, at(-h));
    slope = along(along(slope, -1, at(2 * h)), 1, at(-2 * h));
    least = std::min(least, error(along(Numbers(said.size()), 1 / (12 * h), slope), said));
  }
  return least;
}

}  // namespace

void check_residuals(const loader::ProblemEntry& entry, const loader::PluginContext& context) {
  const bool in_double = entry.c->evaluate[SLALOM_FLOAT64] != nullptr;
  Sample sample(entry, context, in_double ? SLALOM_FLOAT64 : SLALOM_FLOAT32);
  if (sample.problem().residuals() == nullptr) return;
  Residuals residuals(sample);
  const double close = in_double ? 1e-10 : 1e-3, rough = in_double ? 1e-6 : 2e-2;
  for (std::uint64_t k = 1; k <= 3; ++k) {
    const auto start = sample.point(k), d = direction(start, k), w = along(start, 1e-3, d);
    const auto r = residuals.values(w);
    if (!all_finite(r)) fail("a residual near a start was not written, or is not finite");
    const auto answer = sample.at(w);
    if (const double half = dot(r, r) / 2; !(std::abs(half - answer.value) <= close * (1 + std::abs(answer.value))))
      fail("half the sum of squares of the residuals is {}, but the value is {}", half, answer.value);
    Numbers slopes, gradient;
    if (residuals.has_jacobian()) {
      Numbers with;
      const auto J = residuals.jacobian(w, with);
      if (!(error(with, r) <= close)) fail("the residuals that come with the Jacobian differ from those alone");
      if (!(error(residuals.jacobian_alone(w), J) <= close))
        fail("the Jacobian alone differs from that with the residuals");
      slopes = times(J, d, residuals.count);
      gradient = transposed_times(J, r, residuals.dimension);
      if (residuals.has_products()) {
        if (!(error(residuals.product(w, d), slopes) <= close)) fail("J v differs from the Jacobian times v");
        if (!(error(residuals.transposed_product(w, r), gradient) <= close))
          fail("J' u differs from the transposed Jacobian times u");
      }
    } else {
      slopes = residuals.product(w, d);
      gradient = residuals.transposed_product(w, r);
    }
    if (!(error(gradient, answer.gradient) <= (in_double ? 1e-8 : 1e-3)))
      fail("the transposed Jacobian times the residuals differs from the gradient by {}",
           error(gradient, answer.gradient));
    if (const double e = error_of_differences(residuals, w, d, slopes, in_double); !(e <= rough))
      fail("along a direction the Jacobian differs by {} from differences of the residuals", e);
  }
}

}  // namespace slalom::check
