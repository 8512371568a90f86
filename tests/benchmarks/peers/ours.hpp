// A step of gradient descent on a network as a run takes it: two plugins, and the host's oracle between them.
#pragma once

#include "loader/optimizer.hpp"
#include "network.hpp"
#include "run/oracle.hpp"
#include "run/real_vector.hpp"
#include "run/sampler.hpp"

#include <utility>

namespace slalom::peers {

class Ours {
 public:
  /// `data_folder` has images.csv.
  Ours(const Network& network, slalom_real real, const std::filesystem::path& data_folder);

  void step();

  std::vector<double> w() const;
  /// Loss and gradient at w over these examples.
  std::pair<double, std::vector<double>> gradient(loader::BatchIndices batch);

 private:
  loader::PluginContext around_;
  loader::OpenProblem problem_;
  loader::Workspace workspace_;
  run::RealVector w_;
  run::Sampler sampler_;
  run::Oracle oracle_;
  loader::OptimizerState optimizer_;
  std::uint64_t steps_ = 0;
};

}  // namespace slalom::peers
