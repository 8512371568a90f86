#include "check/quadratic.hpp"

#include <cmath>
#include <limits>

namespace slalom::check {

namespace {

constexpr std::array centres{0.7, 0.9, 1.1, 1.3};
constexpr std::size_t largest_jacobian = 600;  // rows

double number(slalom_real real, const void* numbers, std::size_t i) {
  return real == SLALOM_FLOAT32 ? static_cast<double>(static_cast<const float*>(numbers)[i])
                                : static_cast<const double*>(numbers)[i];
}

void set_number(slalom_real real, void* numbers, std::size_t i, double value) {
  if (real == SLALOM_FLOAT32)
    static_cast<float*>(numbers)[i] = static_cast<float>(value);
  else
    static_cast<double*>(numbers)[i] = value;
}

}  // namespace

Quadratic::Quadratic(slalom_real real, std::size_t dimension)
    : real_(real),
      curvature_(dimension),
      c_{.struct_size = sizeof(slalom_oracle),
         .self = this,
         .examples = centres.size(),
         .value = [](void* self, const void* w,
                     double* value) { return static_cast<Quadratic*>(self)->evaluate(w, nullptr, value, false); },
         .gradient = [](void* self, const void* w, void* gradient,
                        double* value) { return static_cast<Quadratic*>(self)->evaluate(w, gradient, value, false); },
         .full_gradient =
             [](void* self, const void* w, void* gradient, double* value) {
               return static_cast<Quadratic*>(self)->evaluate(w, gradient, value, true);
             },
         .hessian_vector = [](void* self, const void*, const void* v,
                              void* product) { return static_cast<Quadratic*>(self)->product(v, product); },
         .batch = [](void* self, std::size_t* count) -> const std::uint32_t* {
           const auto& batch = static_cast<Quadratic*>(self)->batch_;
           *count = batch.empty() ? centres.size() : batch.size();
           return batch.empty() ? nullptr : batch.data();
         }},
      residuals_{.struct_size = sizeof(slalom_residual_oracle),
                 .self = this,
                 .count = dimension,
                 .values = [](void* self, const void* w,
                              void* out) { return static_cast<Quadratic*>(self)->linearize(w, out, nullptr); },
                 .jacobian = [](void* self, const void* w, void* out,
                                void* jacobian) { return static_cast<Quadratic*>(self)->linearize(w, out, jacobian); },
                 .product = [](void* self, const void*, const void* v,
                               void* out) { return static_cast<Quadratic*>(self)->scale(v, out); },
                 .transposed_product = [](void* self, const void*, const void* u,
                                          void* out) { return static_cast<Quadratic*>(self)->scale(u, out); }} {
  if (dimension > largest_jacobian) residuals_.jacobian = nullptr;
  for (std::size_t i = 0; i < dimension; ++i)
    curvature_[i] =
        std::pow(10.0, static_cast<double>(i) / static_cast<double>(std::max<std::size_t>(dimension, 2) - 1));
}

void Quadratic::answer(Evaluation answer, std::size_t normal_calls) {
  answer_ = answer;
  normal_calls_ = normal_calls;
  calls_ = 0;
}

void Quadratic::next_example() {
  batch_ = {batch_.empty() ? 0 : (batch_[0] + 1) % static_cast<std::uint32_t>(centres.size())};
}

slalom_status Quadratic::count() {
  if (calls_++ < normal_calls_ || answer_ == Evaluation::normal || answer_ == Evaluation::not_finite) return SLALOM_OK;
  return answer_ == Evaluation::stop ? SLALOM_STOP : SLALOM_ERROR;
}

template <class Real>
double Quadratic::sum(const Real* w, double centre) const {
  double value = 0;
  for (std::size_t i = 0; i < curvature_.size(); ++i) {
    const double x = static_cast<double>(w[i]) - centre;
    value += 0.5 * curvature_[i] * x * x;
  }
  return value;
}

template <class Real>
double Quadratic::differentiate(const Real* w, Real* gradient, double centre) const {
  if (gradient != nullptr)
    for (std::size_t i = 0; i < curvature_.size(); ++i)
      gradient[i] = static_cast<Real>(curvature_[i] * (static_cast<double>(w[i]) - centre));
  return sum(w, centre);
}

double Quadratic::loss(const void* w) const {
  return real_ == SLALOM_FLOAT32 ? sum(static_cast<const float*>(w), 1) : sum(static_cast<const double*>(w), 1);
}

slalom_status Quadratic::evaluate(const void* w, void* gradient, double* value, bool all) {
  if (const auto status = count(); status != SLALOM_OK) return status;
  const double centre = all || batch_.empty() ? 1 : centres.at(batch_[0]);
  *value = real_ == SLALOM_FLOAT32
               ? differentiate(static_cast<const float*>(w), static_cast<float*>(gradient), centre)
               : differentiate(static_cast<const double*>(w), static_cast<double*>(gradient), centre);
  if (bounds_ && !bounds_->contain(real_, w)) {
    *value = std::numeric_limits<double>::infinity();
    if (gradient != nullptr) loader::fill_with_nan(real_, gradient, curvature_.size());
  }
  if (std::isnan(*value)) *value = std::numeric_limits<double>::infinity();  // as in any run
  if (answer_ == Evaluation::not_finite && gradient != nullptr)
    for (std::size_t i = 0; i < curvature_.size(); ++i) {
      const double x = i % 2 == 0 ? std::numeric_limits<double>::quiet_NaN() : -std::numeric_limits<double>::infinity();
      set_number(real_, gradient, i, x);
    }
  return SLALOM_OK;
}

slalom_status Quadratic::product(const void* v, void* product) {
  if (const auto status = count(); status != SLALOM_OK) return status;
  for (std::size_t i = 0; i < curvature_.size(); ++i)
    if (real_ == SLALOM_FLOAT32)
      static_cast<float*>(product)[i] = static_cast<float>(curvature_[i]) * static_cast<const float*>(v)[i];
    else
      static_cast<double*>(product)[i] = curvature_[i] * static_cast<const double*>(v)[i];
  return SLALOM_OK;
}

slalom_status Quadratic::linearize(const void* w, void* residuals, void* jacobian) {
  if (const auto status = count(); status != SLALOM_OK) return status;
  const auto n = curvature_.size();
  const bool inside = !bounds_ || bounds_->contain(real_, w);
  const double nan = std::numeric_limits<double>::quiet_NaN();
  const bool finite = inside && answer_ != Evaluation::not_finite;
  for (std::size_t i = 0; i < n; ++i) {
    const double root = std::sqrt(curvature_[i]);
    if (residuals != nullptr)
      set_number(real_, residuals, i,
                 inside ? root * (number(real_, w, i) - 1) : std::numeric_limits<double>::infinity());
    if (jacobian == nullptr) continue;
    for (std::size_t k = 0; k < n; ++k) set_number(real_, jacobian, i * n + k, !finite ? nan : i == k ? root : 0);
  }
  return SLALOM_OK;
}

slalom_status Quadratic::scale(const void* v, void* product) {
  if (const auto status = count(); status != SLALOM_OK) return status;
  for (std::size_t i = 0; i < curvature_.size(); ++i)
    set_number(real_, product, i, std::sqrt(curvature_[i]) * number(real_, v, i));
  return SLALOM_OK;
}

}  // namespace slalom::check
