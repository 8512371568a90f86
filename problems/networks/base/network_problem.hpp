// What all problems share that learn with a network: how its weights start, and their decay. They offer no products
// with the Hessian: methods that need them take the difference of two gradients.
#pragma once

#include "../layers/network.hpp"

#include <slalom/problem.hpp>

namespace [[gnu::visibility("hidden")]] slalom {

template <class Real>
struct NetworkProblem : Problem<Real> {
  static constexpr slalom_real preferred = SLALOM_FLOAT32;
  using Net = layers::Network<Real>;

  const std::string initialization;
  const double weight_decay;

  void start(Random& random, std::span<Real> w) const;

 protected:
  NetworkProblem();

  /// A place for the parameters of a network with this activation.
  std::shared_ptr<layers::Parameters> new_parameters(std::string_view activation) const;
  /// To be called by the constructor.
  void take_parameters(const Net& net);

  double decay(std::span<const Real> w, std::span<Real> gradient) const;

 private:
  std::shared_ptr<const layers::Parameters> parameters_;
};

}  // namespace slalom
