// The network against PyTorch's automatic differentiation.
#include "opened.hpp"

#include <gmock/gmock.h>

namespace slalom::test {
namespace {

/// The weights of mlp.json: W[i][j] = sin(1 + i cols + j) / sqrt(cols), biases 0.
Numbers sine_weights(std::initializer_list<std::pair<std::size_t, std::size_t>> layers) {
  Numbers w;
  for (const auto& [rows, columns] : layers) {
    for (std::size_t k = 0; k < rows * columns; ++k)
      w.push_back(std::sin(1.0 + static_cast<double>(k)) / std::sqrt(static_cast<double>(columns)));
    w.insert(w.end(), rows, 0.0);
  }
  return w;
}

/// The batch of step s: positions 32 s + k, going round.
Indices batch_of_step(std::uint32_t s) {
  Indices batch;
  for (std::uint32_t k = 0; k < 32; ++k) batch.push_back((32 * s + k) % 1437);
  return batch;
}

struct Precision {
  slalom_real real;
  double tolerance;
};

class Network : public testing::TestWithParam<std::tuple<std::size_t, Precision>> {
 protected:
  const nlohmann::json run = reference("mlp.json")["runs"][std::get<0>(GetParam())];
  const double tolerance = std::get<1>(GetParam()).tolerance;
  Opened f{"mlp", {{"activation", run["activation"]}}, std::get<1>(GetParam()).real};
  Numbers w = sine_weights({{32, 64}, {10, 32}});

  void expect(const Value& found, const nlohmann::json& expected) const {
    EXPECT_NEAR(found.value, expected["loss"], tolerance);
    EXPECT_NEAR(norm(found.gradient), expected["grad_norm"], tolerance);
    for (std::size_t i = 0; i < run["grad_index"].size(); ++i)
      EXPECT_NEAR(found.gradient[run["grad_index"][i]], expected["grad_entries"][i], tolerance);
  }
};
INSTANTIATE_TEST_SUITE_P(, Network,
                         testing::Combine(testing::Values(0, 1), testing::Values(Precision{SLALOM_FLOAT64, 1e-14},
                                                                                 Precision{SLALOM_FLOAT32, 1e-6})),
                         [](const auto& about) {
                           return std::string(std::get<0>(about.param) == 0 ? "tanh" : "relu") +
                                  (std::get<1>(about.param).real == SLALOM_FLOAT64 ? "64" : "32");
                         });

TEST_P(Network, HasTheLossAndGradientOfAutograd) {
  ASSERT_EQ(f.dimension(), run["n_params"]);
  ASSERT_EQ(f.examples(), 1437U);
  expect(f.at(w), run["full"]);
  expect(f.at(w, batch_of_step(0)), run["first_batch"]);
}

TEST_P(Network, FollowsFiftyStepsOfGradientDescent) {
  for (std::uint32_t s = 0; s < 50; ++s) {
    const auto [loss, gradient] = f.at(w, batch_of_step(s));
    EXPECT_NEAR(loss, run["batch_loss_before_step"][s], 10 * tolerance) << s;
    w = along(w, -0.1, gradient);
    EXPECT_NEAR(f.value(w), run["full_loss_after_step"][s], 10 * tolerance) << s;
  }
  EXPECT_NEAR(norm(w), run["param_norm_after_last_step"], 10 * tolerance);
}

TEST(Mlp, NamesItsTensorsLayerByLayer) {
  Opened f("mlp", {{"hidden", {5, 7}}});
  const auto& space = *f.description().space;
  std::string found;
  for (std::size_t i = 0; i < space.tensor_count; ++i) {
    const auto& t = *space.tensors[i];
    found += std::string(t.name) + " at " + std::to_string(t.offset) + ": " +
             nlohmann::json(std::vector(t.shape, t.shape + t.rank)).dump() + "; ";
  }
  EXPECT_EQ(found,
            "W1 at 0: [5,64]; b1 at 320: [5]; W2 at 325: [7,5]; b2 at 360: [7]; W3 at 367: [10,7]; b3 at 437: [10]; ");
}

TEST(Mlp, PrefersFloat32) { EXPECT_EQ(problems().problem("mlp")->c->preferred, SLALOM_FLOAT32); }

TEST(Mlp, StartsWithTheVarianceOfItsInitialisation) {
  for (const auto& [activation, expected] : {std::pair{"tanh", 2.0 / (64 + 200)}, std::pair{"relu", 2.0 / 64}}) {
    Opened f("mlp", {{"hidden", {200}}, {"activation", activation}});
    const auto w = f.start(1);
    const Numbers first(w.begin(), w.begin() + 64 * 200), bias(w.begin() + 64 * 200, w.begin() + 65 * 200);
    EXPECT_NEAR(dot(first, first) / (64 * 200), expected, 0.05 * expected) << activation;  // standard error 0.0125
    EXPECT_EQ(norm(bias), 0);
    const double largest = std::abs(*std::ranges::max_element(first, {}, [](double x) { return std::abs(x); }));
    if (std::string(activation) == "tanh") {
      EXPECT_LE(largest, std::sqrt(3 * expected));
    } else {
      EXPECT_GT(largest, 3 * std::sqrt(expected));
    }
    EXPECT_NE(f.start(2), w);
  }
}

TEST(Mlp, LearnsTheDigits) {
  Opened f("mlp");
  auto w = f.start(1);
  EXPECT_LT(f.measure(w)[1], 0.4);
  for (int step = 0; step < 300; ++step) w = along(w, -0.5, f.at(w).gradient);
  const auto metrics = f.measure(w);
  EXPECT_LT(metrics[0], 0.3);
  EXPECT_GT(metrics[1], 0.9);
}

}  // namespace
}  // namespace slalom::test
