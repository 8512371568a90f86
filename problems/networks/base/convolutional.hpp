// Convolutions and pooling in turn, then fully connected layers. All convolutions have stride 1 and keep the image's
// size.
#pragma once

#include "classifier.hpp"

namespace [[gnu::visibility("hidden")]] slalom {

/// What differs from network to network in the settings.
struct ConvolutionalDefaults {
  std::initializer_list<double> channels, hidden;
  std::initializer_list<const char*> activations;
  std::initializer_list<const char*> poolings;
};

template <class Real>
struct Convolutional : Classifier<Real> {
  using typename Classifier<Real>::Net;

  const std::vector<std::size_t> channels, hidden;
  const std::int64_t kernel;
  const std::string activation, pooling;
  const double dropout;

  explicit Convolutional(const ConvolutionalDefaults& defaults);

  std::string_view main_activation() const override { return activation; }
  void build(Net& net) const override;
};

}  // namespace slalom
