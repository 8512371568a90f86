// The parameters of a network: their names, their places in w, and how they start.
#pragma once

#include <slalom/problem.hpp>

#include <algorithm>
#include <cmath>
#include <stdexcept>

namespace [[gnu::visibility("hidden")]] slalom {
namespace layers {

/// How weights start. glorot: uniform with variance 2 / (fan_in + fan_out), Glorot & Bengio (2010), eq. 16; he: normal
/// with variance 2 / fan_in, He et al. (2015), eq. 10; lecun: normal with variance 1 / fan_in, LeCun et al. (1998).
enum class Initialization { glorot, he, lecun };

class Parameters {
 public:
  struct Tensor {
    std::size_t offset, count;
    double constant = 0, normal = 0, uniform = 0;  ///< starts at constant + normal N(0, 1) + uniform U(-1, 1)
    bool decays = false;                           ///< a weight, no bias
  };

  explicit Parameters(Initialization how) : how_(how) {}

  /// The number of the next layer, from 1, for the names of its tensors.
  std::string next_number() { return std::to_string(++layers_); }

  /// Return the place in w.
  std::size_t add_weights(const std::string& name, std::vector<std::size_t> shape, double fan_in, double fan_out,
                          Role role = Role::matrix) {
    Tensor start{.decays = true};
    if (how_ == Initialization::glorot) start.uniform = std::sqrt(6 / (fan_in + fan_out));
    if (how_ == Initialization::he) start.normal = std::sqrt(2 / fan_in);
    if (how_ == Initialization::lecun) start.normal = std::sqrt(1 / fan_in);
    return add(name, std::move(shape), role, start);
  }
  std::size_t add_biases(const std::string& name, std::size_t count) { return add(name, {count}, Role::bias, {}); }
  std::size_t add_norms(const std::string& name, std::size_t count, double value) {
    return add(name, {count}, Role::norm, {.constant = value});
  }
  std::size_t add_embedding(const std::string& name, std::vector<std::size_t> shape, double deviation) {
    return add(name, std::move(shape), Role::embedding, {.normal = deviation});
  }

  /// Dimension and tensors; the last matrix is the head.
  Description description() const {
    auto description = description_;
    const auto last = std::ranges::find(description.tensors.rbegin(), description.tensors.rend(), Role::matrix,
                                        &Description::Tensor::role);
    if (last != description.tensors.rend()) last->role = Role::head;
    return description;
  }

  template <class Real>
  void start(Random& random, std::span<Real> w) const {
    for (const auto& t : tensors_)
      for (Real& x : w.subspan(t.offset, t.count)) {
        x = static_cast<Real>(t.constant);
        if (t.normal != 0) x = static_cast<Real>(t.normal * random.normal());
        if (t.uniform != 0) x = static_cast<Real>(random.uniform(-t.uniform, t.uniform));
      }
  }

  /// factor / 2 times the sum of the squared weights; adds its derivative to the gradient, unless that is empty.
  template <class Real>
  double decay(double factor, std::span<const Real> w, std::span<Real> gradient) const {
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

 private:
  std::size_t add(const std::string& name, std::vector<std::size_t> shape, Role role, Tensor start) {
    start.offset = description_.add(name, std::move(shape), role);
    start.count = description_.dimension - start.offset;
    tensors_.push_back(start);
    return start.offset;
  }

  Initialization how_;
  std::size_t layers_ = 0;
  Description description_;
  std::vector<Tensor> tensors_;
};

}  // namespace layers
}  // namespace slalom
