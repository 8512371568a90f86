// The same step by torch's C++ interface, with one thread.
#pragma once

#include "images.hpp"
#include "network.hpp"

#include <memory>
#include <span>
#include <utility>

namespace slalom::peers {

class Theirs {
 public:
  /// w: the parameters, tensor after tensor.
  Theirs(const Network& network, bool float64, const Images& images, std::span<const double> w);
  ~Theirs();

  /// With the next batch of the same shuffling as ours.
  void step();
  /// Loss and gradient at w over these examples.
  std::pair<double, std::vector<double>> gradient(std::span<const std::uint32_t> batch);

 private:
  struct Model;  // keeps torch's headers out of sight of ours
  std::unique_ptr<Model> model_;
};

}  // namespace slalom::peers
