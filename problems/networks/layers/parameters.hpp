// The parameters of a network: their names, their places in w, and how they start.
#pragma once

#include <slalom/problem.hpp>

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
                          Role role = Role::matrix);
  std::size_t add_biases(const std::string& name, std::size_t count);
  std::size_t add_norms(const std::string& name, std::size_t count, double value);
  std::size_t add_embedding(const std::string& name, std::vector<std::size_t> shape, double deviation);

  /// Dimension and tensors; the last matrix is the head.
  Description description() const;

  template <class Real>
  void start(Random& random, std::span<Real> w) const;

  /// factor / 2 times the sum of the squared weights; adds its derivative to the gradient, unless that is empty.
  template <class Real>
  double decay(double factor, std::span<const Real> w, std::span<Real> gradient) const;

 private:
  std::size_t add(const std::string& name, std::vector<std::size_t> shape, Role role, Tensor start);

  Initialization how_;
  std::size_t layers_ = 0;
  Description description_;
  std::vector<Tensor> tensors_;
};

}  // namespace layers
}  // namespace slalom
