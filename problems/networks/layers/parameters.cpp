#include "parameters.hpp"

#include <algorithm>
#include <cmath>

namespace [[gnu::visibility("hidden")]] slalom {
namespace layers {

std::size_t Parameters::add_weights(const std::string& name, std::vector<std::size_t> shape, double fan_in,
                                    double fan_out, Role role) {
  Tensor start{.decays = true};
  if (how_ == Initialization::glorot) start.uniform = std::sqrt(6 / (fan_in + fan_out));
  if (how_ == Initialization::he) start.normal = std::sqrt(2 / fan_in);
  if (how_ == Initialization::lecun) start.normal = std::sqrt(1 / fan_in);
  return add(name, std::move(shape), role, start);
}

std::size_t Parameters::add_biases(const std::string& name, std::size_t count) {
  return add(name, {count}, Role::bias, {});
}

std::size_t Parameters::add_norms(const std::string& name, std::size_t count, double value) {
  return add(name, {count}, Role::norm, {.constant = value});
}

std::size_t Parameters::add_embedding(const std::string& name, std::vector<std::size_t> shape, double deviation) {
  return add(name, std::move(shape), Role::embedding, {.normal = deviation});
}

Description Parameters::description() const {
  auto description = description_;
  description.minimum_unknown = "the loss is not convex";
  const auto last = std::ranges::find(description.tensors.rbegin(), description.tensors.rend(), Role::matrix,
                                      &Description::Tensor::role);
  if (last != description.tensors.rend()) last->role = Role::head;
  return description;
}

template <class Real>
void Parameters::start(Random& random, std::span<Real> w) const {
  for (const auto& t : tensors_)
    for (Real& x : w.subspan(t.offset, t.count)) {
      x = static_cast<Real>(t.constant);
      if (t.normal != 0) x = static_cast<Real>(t.normal * random.normal());
      if (t.uniform != 0) x = static_cast<Real>(random.uniform(-t.uniform, t.uniform));
    }
}

template <class Real>
double Parameters::decay(double factor, std::span<const Real> w, std::span<Real> gradient) const {
  if (factor == 0) return 0;
  double sum = 0;
  for (const auto& t : tensors_) {
    if (!t.decays) continue;
    for (const Real x : w.subspan(t.offset, t.count)) sum += static_cast<double>(x) * static_cast<double>(x);
    if (gradient.empty()) continue;
    for (std::size_t i = t.offset; i < t.offset + t.count; ++i) gradient[i] += static_cast<Real>(factor) * w[i];
  }
  return factor / 2 * sum;
}

std::size_t Parameters::add(const std::string& name, std::vector<std::size_t> shape, Role role, Tensor start) {
  start.offset = description_.add(name, std::move(shape), role);
  start.count = description_.dimension - start.offset;
  tensors_.push_back(start);
  return start.offset;
}

template void Parameters::start(Random& random, std::span<float> w) const;
template double Parameters::decay(double factor, std::span<const float> w, std::span<float> gradient) const;
template void Parameters::start(Random& random, std::span<double> w) const;
template double Parameters::decay(double factor, std::span<const double> w, std::span<double> gradient) const;

}  // namespace layers
}  // namespace slalom
