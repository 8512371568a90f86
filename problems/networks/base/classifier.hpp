// Networks that learn classes: mean cross-entropy of the softmax of what the last layer gives.
#pragma once

#include "../layers/activations.hpp"
#include "../layers/dense.hpp"
#include "network_problem.hpp"

#include <slalom/classification.hpp>

namespace [[gnu::visibility("hidden")]] slalom {

/// Base of `template <class Real> struct Mine : Classifier<Real>`. Mine's constructor calls `open`.
template <class Real>
struct Classifier : NetworkProblem<Real> {
  using Net = layers::Network<Real>;

  const std::string name, scaling;
  const double validation, label_noise;

  Classifier();
  virtual ~Classifier() = default;

  /// Appends the layers up to the one before the scores.
  virtual void build(Net& net) const = 0;
  /// By which `initialization: automatic` goes.
  virtual std::string_view main_activation() const = 0;

  struct Workspace {
    explicit Workspace(const Classifier& f);

    static constexpr auto most = static_cast<layers::Index>(Chunks<Real>::most);
    Chunks<Real> chunks;
    Net net;
    Matrix<Real> scores;  // then the probabilities, then the loss's derivative by the scores
  };

  double evaluate(Workspace& ws, std::span<const Real> w, const Batch& batch, std::span<Real> gradient) const;

  void measure(Workspace& ws, std::span<const Real> w, std::span<double> metrics) const;

 protected:
  void open();

  /// Throws std::runtime_error if the data are no images.
  ImageSize image() const;

 private:
  /// Mean loss, and share of the examples whose class is said.
  void evaluate(Workspace& ws, std::span<const Real> w, const Examples<Real>& examples,
                std::span<double> metrics) const;

  Net network(layers::Index columns) const;

  std::shared_ptr<const Examples<Real>> with_noise(Examples<Real> examples) const;

  std::shared_ptr<const DataSet<Real>> data_;
  std::shared_ptr<const Examples<Real>> train_;  // with the noise in its classes
};

}  // namespace slalom
