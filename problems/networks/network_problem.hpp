// What all problems share that learn with a network: how its weights start, and their decay. They offer no products
// with the Hessian: methods that need them take the difference of two gradients.
#pragma once

#include "layers/network.hpp"

#include <slalom/problem.hpp>

namespace [[gnu::visibility("hidden")]] slalom {

template <class Real>
struct NetworkProblem : Problem<Real> {
  static constexpr slalom_real preferred = SLALOM_FLOAT32;
  using Net = layers::Network<Real>;

  const std::string initialization = this->choice(
      "initialization", {"automatic", "glorot", "he", "lecun"},
      "how weights start: glorot (uniform), he or lecun (normal); automatic: he before relu and gelu, else glorot");
  const double weight_decay =
      this->setting("weight_decay", 0.0, at_least(0).log_search(1e-6, 1e-2),
                    "this times half the sum of the squared weights is added to the loss; biases do not count");

  void start(Random& random, std::span<Real> w) const { parameters_->start(random, w); }

 protected:
  /// A place for the parameters of a network with this activation.
  std::shared_ptr<layers::Parameters> new_parameters(std::string_view activation) const {
    using enum layers::Initialization;
    auto how = initialization;
    if (how == "automatic") how = activation == "relu" || activation == "gelu" ? "he" : "glorot";
    return std::make_shared<layers::Parameters>(how == "he" ? he : how == "lecun" ? lecun : glorot);
  }
  /// To be called by the constructor.
  void take_parameters(const Net& net) {
    parameters_ = net.parameters();
    this->description = parameters_->description();
  }

  double decay(std::span<const Real> w, std::span<Real> gradient) const {
    return parameters_->decay(weight_decay, w, gradient);
  }

 private:
  std::shared_ptr<const layers::Parameters> parameters_;
};

}  // namespace slalom
