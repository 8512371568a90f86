#include "ours.hpp"

#include "loader/setting.hpp"
#include "support/paths.hpp"

#include <array>
#include <limits>

namespace slalom::peers {

namespace {

constexpr std::uint64_t seed = 1, endless = std::numeric_limits<std::uint64_t>::max();

const loader::Registry& registry() {
  static const auto all = [] {
    const std::filesystem::path build = test::build_folder();
    const std::array files{build / "plugins/sgd.so", build / "problems/mlp.so", build / "problems/lenet.so"};
    return loader::Registry::load(files);
  }();
  return all;
}

Json settings(const Network& network) {
  auto chosen = network.settings;
  chosen["data"] = "images";
  chosen["scaling"] = "none";
  return loader::complete(registry().problem(network.problem)->settings, chosen);
}

}  // namespace

Ours::Ours(const Network& network, slalom_real real, const std::filesystem::path& data_folder)
    : around_{registry(), data_folder},
      problem_(*registry().problem(network.problem), settings(network), real, around_),
      workspace_(problem_, data_folder),
      w_(real, problem_.dimension()),
      sampler_({suite::Sampling::shuffled, network.batch}, problem_.description().examples, seed),
      oracle_(workspace_, {endless, endless, endless, std::numeric_limits<double>::infinity(), true}, seed),
      optimizer_(*registry().optimizer("sgd"), Json::object(), *problem_.description().space, real, seed, around_) {
  const loader::RandomStream random(seed, loader::Purpose::start);
  workspace_.start(random.c(), w_.data());
}

void Ours::step() {
  oracle_.begin_step(steps_++, sampler_.next(), sampler_.size(), false, false);
  optimizer_.services().check(optimizer_.step()(optimizer_.c(), oracle_.c(), w_.data(), learning_rate));
}

std::vector<double> Ours::w() const {
  std::vector<double> w(w_.size());
  w_.copy_to(w);
  return w;
}

std::pair<double, std::vector<double>> Ours::gradient(loader::BatchIndices batch) {
  run::RealVector g(problem_.real(), problem_.dimension());
  std::vector<double> gradient(g.size());
  const double loss = workspace_.loss(w_.data(), g.data(), batch);
  g.copy_to(gradient);
  return {loss, gradient};
}

}  // namespace slalom::peers
