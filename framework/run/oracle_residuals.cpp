// What an optimizer asks about residuals, counted.
#include "run/oracle.hpp"
#include "run/real_vector.hpp"

#include <algorithm>

namespace slalom::run {

namespace {

/// ‖J' r‖, the norm of f's gradient; `g` is memory for it.
template <class Real>
double gradient_norm_of(const Real* r, const Real* J, std::size_t count, std::vector<double>& g) {
  std::ranges::fill(g, 0.0);
  for (std::size_t i = 0; i < count; ++i)
    for (std::size_t j = 0; j < g.size(); ++j)
      g[j] += static_cast<double>(r[i]) * static_cast<double>(J[i * g.size() + j]);
  return norm(SLALOM_FLOAT64, g.data(), g.size());
}

}  // namespace

slalom_residual_oracle Oracle::residual_oracle() {
  const auto* offered = problem_.residuals();
  slalom_residual_oracle all{
      .struct_size = sizeof(slalom_residual_oracle),
      .self = this,
      .count = problem_.residual_count(),
      .values = [](void* self, const void* w, void* r) { return static_cast<Oracle*>(self)->residual_values(w, r); },
      .jacobian = nullptr,
      .product = nullptr,
      .transposed_product = nullptr};
  if (offered == nullptr) return all;
  gradient_.resize(problem_.dimension());
  if (offered->jacobian[problem_.real()] != nullptr)
    all.jacobian = [](void* self, const void* w, void* r, void* J) {
      return static_cast<Oracle*>(self)->jacobian(w, r, J);
    };
  if (offered->product[problem_.real()] == nullptr || offered->transposed_product[problem_.real()] == nullptr)
    return all;
  all.product = [](void* self, const void* w, const void* v, void* out) {
    return static_cast<Oracle*>(self)->residual_product(w, v, out);
  };
  all.transposed_product = [](void* self, const void* w, const void* u, void* out) {
    return static_cast<Oracle*>(self)->transposed_product(w, u, out);
  };
  return all;
}

template <class Ask, class Outside>
slalom_status Oracle::ask_residuals(const void* w, Ask ask, Outside outside) {
  if (!bill(c_.examples)) return refuse(Refusal::budget);
  if (!problem_.allows(w)) {
    met_not_finite_ = true;
    outside();
    return SLALOM_OK;
  }
  return (timed_ ? stopwatch_.time(ask) : ask()) == SLALOM_OK ? SLALOM_OK : refuse(Refusal::failed);
}

void Oracle::look_at_residuals(const void* residuals) {
  const double length = norm(problem_.real(), residuals, problem_.residual_count());
  if (!(length * length / 2 <= max_loss)) met_not_finite_ = true;
}

slalom_status Oracle::residual_values(const void* w, void* residuals) {
  const auto real = problem_.real();
  const auto status = ask_residuals(
      w, [&] { return problem_.residuals()->values[real](workspace_, w, residuals); },
      [&] { loader::fill_with_infinity(real, residuals, problem_.residual_count()); });
  if (status == SLALOM_OK) look_at_residuals(residuals);
  return status;
}

slalom_status Oracle::jacobian(const void* w, void* residuals, void* jacobian) {
  const auto real = problem_.real();
  const auto count = problem_.residual_count(), size = count * problem_.dimension();
  const auto status = ask_residuals(
      w, [&] { return problem_.residuals()->jacobian[real](workspace_, w, residuals, jacobian); },
      [&] {
        if (residuals != nullptr) loader::fill_with_infinity(real, residuals, count);
        loader::fill_with_nan(real, jacobian, size);
      });
  if (status != SLALOM_OK || residuals == nullptr) return status;
  look_at_residuals(residuals);
  if (!wants_norm_) return status;
  wants_norm_ = false;
  gradient_norm_ = real == SLALOM_FLOAT32 ? gradient_norm_of(static_cast<const float*>(residuals),
                                                             static_cast<const float*>(jacobian), count, gradient_)
                                          : gradient_norm_of(static_cast<const double*>(residuals),
                                                             static_cast<const double*>(jacobian), count, gradient_);
  return status;
}

slalom_status Oracle::residual_product(const void* w, const void* v, void* product) {
  const auto real = problem_.real();
  return ask_residuals(
      w, [&] { return problem_.residuals()->product[real](workspace_, w, v, product); },
      [&] { loader::fill_with_nan(real, product, problem_.residual_count()); });
}

slalom_status Oracle::transposed_product(const void* w, const void* u, void* product) {
  const auto real = problem_.real();
  return ask_residuals(
      w, [&] { return problem_.residuals()->transposed_product[real](workspace_, w, u, product); },
      [&] { loader::fill_with_nan(real, product, problem_.dimension()); });
}

}  // namespace slalom::run
