// Every layer against PyTorch's automatic differentiation (reference/scripts/gen_layers.py) and central differences.
#include "networks/layers/activations.hpp"
#include "networks/layers/attention.hpp"
#include "networks/layers/conv2d.hpp"
#include "networks/layers/dense.hpp"
#include "networks/layers/dropout.hpp"
#include "networks/layers/embedding.hpp"
#include "networks/layers/lstm.hpp"
#include "networks/layers/normalization.hpp"
#include "networks/layers/pooling.hpp"
#include "networks/layers/residual.hpp"

#include "opened.hpp"

#include <gmock/gmock.h>

#include <functional>
#include <map>

namespace slalom::layers {
namespace {

using test::Numbers;
using Net = Network<double>;

Net net_of(Shape shape, Index columns) {
  return {shape, columns, std::make_shared<Parameters>(Initialization::glorot)};
}

void residual_with_shortcut(Net& net) {
  auto body = net.branch(), shortcut = net.branch();
  conv2d(body, 3, {.size = 3, .stride = 2, .padding = 1});
  activation(body, "relu");
  conv2d(shortcut, 3, {.size = 1, .stride = 2});
  residual(net, std::move(body), std::move(shortcut));
}
void residual_without(Net& net) {
  auto body = net.branch();
  dense(body, 4);
  activation(body, "tanh");
  residual(net, std::move(body), net.branch());
}
void stack(Net& net) {
  conv2d(net, 2, {.size = 3, .padding = 1});
  activation(net, "tanh");
  max_pool(net, 2);
  dense(net, 5);
  activation(net, "relu");
  dense(net, 3);
  activation(net, "sigmoid");
}

const std::map<std::string, std::function<void(Net&)>> builders = {
    {"dense", [](Net& net) { dense(net, 3); }},
    {"conv2d", [](Net& net) { conv2d(net, 3, {.size = 3}); }},
    {"conv2d_padded", [](Net& net) { conv2d(net, 3, {.size = 3, .padding = 1}); }},
    {"conv2d_stride", [](Net& net) { conv2d(net, 2, {.size = 3, .stride = 2, .padding = 1}); }},
    {"conv2d_even", [](Net& net) { conv2d(net, 2, {.size = 2, .stride = 3, .padding = 2}); }},
    {"conv2d_point", [](Net& net) { conv2d(net, 2, {.size = 1, .stride = 2}); }},
    {"conv2d_many", [](Net& net) { conv2d(net, 9, {.size = 3, .stride = 2, .padding = 1}); }},
    {"conv2d_wide", [](Net& net) { conv2d(net, 6, {.size = 4, .padding = 2}); }},
    {"max_pool", [](Net& net) { max_pool(net, 2); }},
    {"average_pool", [](Net& net) { average_pool(net, 3); }},
    {"tanh", [](Net& net) { activation(net, "tanh"); }},
    {"relu", [](Net& net) { activation(net, "relu"); }},
    {"sigmoid", [](Net& net) { activation(net, "sigmoid"); }},
    {"gelu", [](Net& net) { activation(net, "gelu"); }},
    {"batch_norm", [](Net& net) { batch_norm(net); }},
    {"batch_norm_of_vectors", [](Net& net) { batch_norm(net); }},
    {"layer_norm", [](Net& net) { layer_norm(net); }},
    {"layer_norm_of_vectors", [](Net& net) { layer_norm(net); }},
    {"residual", residual_without},
    {"residual_shortcut", residual_with_shortcut},
    {"embedding", [](Net& net) { embedding(net, 5, 4, 3, true); }},
    {"lstm", [](Net& net) { lstm(net, 2, 4); }},
    {"attention", [](Net& net) { attention(net, 5); }},
    {"stack", stack},
};

Numbers sines(std::size_t count, double offset, double factor) {
  Numbers x(count);
  for (std::size_t k = 0; k < count; ++k) x[k] = factor * std::sin(offset + static_cast<double>(k));
  return x;
}

/// A network of some columns, which may be fewer than it has memory for.
struct Case {
  Net net;
  Index columns;
  Numbers x, w;

  Case(const nlohmann::json& about, Index max_columns)
      : net(net_of({about["shape"][0], about["shape"][1], about["shape"][2]}, max_columns)), columns(about["columns"]) {
    builders.at(about["name"])(net);
    x = sines(static_cast<std::size_t>(net.in.size() * columns), 1, 1);
    if (symbols())
      for (std::size_t k = 0; k < x.size(); ++k) x[k] = static_cast<double>(7 * k % 5);
    w = sines(net.parameters()->description().dimension, 2, 0.5);
  }

  bool symbols() const { return net.in.size() == 1; }
  Numbers forward(Random* noise = nullptr) {
    Numbers y(static_cast<std::size_t>(net.shape().size() * columns));
    net.forward({.w = w, .gradient = {}, .noise = noise}, {x.data(), net.in.size(), columns},
                {y.data(), net.shape().size(), columns});
    return y;
  }
  /// By x and by w, where the derivative by y is cos(3 + k).
  std::pair<Numbers, Numbers> backward(const Numbers& y) {
    Numbers dy(y.size()), dx(x.size()), gradient(w.size());
    for (std::size_t k = 0; k < dy.size(); ++k) dy[k] = std::cos(3 + static_cast<double>(k));
    net.backward({.w = w, .gradient = gradient}, {x.data(), net.in.size(), columns},
                 {y.data(), net.shape().size(), columns}, {dy.data(), net.shape().size(), columns},
                 {symbols() ? nullptr : dx.data(), net.in.size(), columns});
    return {dx, gradient};
  }
  double loss() {
    const auto y = forward();
    double sum = 0;
    for (std::size_t k = 0; k < y.size(); ++k) sum += std::cos(3 + static_cast<double>(k)) * y[k];
    return sum;
  }
  double central_difference(double& number) {
    const double h = 1e-5, before = number;
    number = before + h;
    const double above = loss();
    number = before - h;
    const double below = loss();
    number = before;
    return (above - below) / (2 * h);
  }
};

class LayerOfReference : public testing::TestWithParam<nlohmann::json> {
 protected:
  void expect(const Numbers& found, const char* what) const {
    EXPECT_THAT(found, testing::Pointwise(testing::DoubleNear(1e-12), GetParam()[what].get<Numbers>())) << what;
  }
};
INSTANTIATE_TEST_SUITE_P(, LayerOfReference, testing::ValuesIn([] {
                           const auto cases = test::reference("layers.json")["cases"];
                           return std::vector<nlohmann::json>(cases.begin(), cases.end());
                         }()),
                         [](const auto& about) { return about.param["name"].template get<std::string>(); });

TEST_P(LayerOfReference, HasTheDerivativesOfAutograd) {
  for (const Index spare : {0, 10}) {
    Case c(GetParam(), GetParam()["columns"].get<Index>() + spare);
    const auto y = c.forward();
    expect(y, "y");
    const auto [dx, gradient] = c.backward(y);
    if (!c.symbols()) expect(dx, "dx");
    expect(gradient, "gradient");
  }
}

TEST_P(LayerOfReference, HasTheDerivativesOfCentralDifferences) {
  Case c(GetParam(), GetParam()["columns"]);
  const auto [dx, gradient] = c.backward(c.forward());
  for (std::size_t k = 0; k < c.w.size(); ++k)
    EXPECT_NEAR(gradient[k], c.central_difference(c.w[k]), 1e-8 * std::max(1.0, std::abs(gradient[k]))) << k;
  if (c.symbols()) return;
  for (std::size_t k = 0; k < c.x.size(); ++k) EXPECT_NEAR(dx[k], c.central_difference(c.x[k]), 1e-8) << k;
}

TEST(EveryLayer, HasAReference) { EXPECT_EQ(test::reference("layers.json")["cases"].size(), builders.size()); }

TEST(Dropout, DropsItsShareAndKeepsTheMean) {
  auto net = net_of({.channels = 1000}, 20);
  dropout(net, 0.25);
  Numbers x(20000, 2.0), y(20000), dx(20000);
  const In<double> in(x.data(), 1000, 20);
  loader::RandomStream stream(1, loader::Purpose::noise);
  Random random(stream.c());
  net.forward({.w = {}, .gradient = {}, .noise = &random}, in, {y.data(), 1000, 20});
  const auto dropped = std::ranges::count(y, 0.0);
  EXPECT_NEAR(static_cast<double>(dropped) / 20000, 0.25, 0.01);  // standard error 0.003
  EXPECT_EQ(std::ranges::count(y, 2.0 / 0.75), 20000 - dropped);

  net.backward({.w = {}, .gradient = {}}, in, {y.data(), 1000, 20}, in, {dx.data(), 1000, 20});
  EXPECT_EQ(dx, y);

  net.forward({.w = {}, .gradient = {}}, in, {y.data(), 1000, 20});
  EXPECT_EQ(y, x);
}

TEST(Parameters, StartWithTheVarianceOfTheirInitialisation) {
  for (const auto& [how, variance] :
       {std::pair{Initialization::glorot, 2.0 / 400}, std::pair{Initialization::he, 2.0 / 100},
        std::pair{Initialization::lecun, 1.0 / 100}}) {
    Net net({.channels = 100}, 0, std::make_shared<Parameters>(how));
    dense(net, 300);
    layer_norm(net);
    Numbers w(net.parameters()->description().dimension);
    loader::RandomStream stream(1, loader::Purpose::start);
    Random random(stream.c());
    net.parameters()->start(random, std::span<double>(w));
    const std::span<double> weights(w.data(), 30000);
    EXPECT_NEAR(std::inner_product(weights.begin(), weights.end(), weights.begin(), 0.0) / 30000, variance,
                0.03 * variance);  // standard error 0.008
    EXPECT_EQ(Numbers(w.begin() + 30000, w.begin() + 30300), Numbers(300, 0.0));
    EXPECT_EQ(Numbers(w.begin() + 30300, w.begin() + 30600), Numbers(300, 1.0));
    EXPECT_EQ(Numbers(w.begin() + 30600, w.end()), Numbers(300, 0.0));
  }
}

TEST(Parameters, OnlyWeightsDecay) {
  auto net = net_of({.channels = 2}, 0);
  dense(net, 2);
  layer_norm(net);
  const Numbers w{1, 2, 3, 4, 5, 6, 7, 8, 9, 10};
  Numbers gradient(10, 1.0);
  EXPECT_DOUBLE_EQ(net.parameters()->decay<double>(0.1, w, gradient), 0.05 * (1 + 4 + 9 + 16));
  EXPECT_THAT(gradient, testing::Pointwise(testing::DoubleEq(), {1.1, 1.2, 1.3, 1.4, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0}));
}

TEST(Window, SaysWhichImagesAreTooSmall) {
  auto net = net_of({.channels = 1, .height = 4, .width = 8}, 0);
  EXPECT_THROW(conv2d(net, 3, {.size = 5}), std::runtime_error);
  conv2d(net, 3, {.size = 5, .padding = 1});
  EXPECT_EQ(net.shape().height, 2);
  EXPECT_EQ(net.shape().width, 6);
}

}  // namespace
}  // namespace slalom::layers
