// The network problems against PyTorch's automatic differentiation: reference/scripts/gen_networks.py.
#include "opened.hpp"
#include "support/error_of.hpp"
#include "support/temporary_folder.hpp"

#include <gmock/gmock.h>

#include <fstream>

namespace slalom::test {
namespace {

using testing::HasSubstr;

Indices first_examples(std::uint32_t count) {
  Indices batch(count);
  std::iota(batch.begin(), batch.end(), 0U);
  return batch;
}

class NetworkOfReference : public testing::TestWithParam<nlohmann::json> {};
INSTANTIATE_TEST_SUITE_P(, NetworkOfReference, testing::ValuesIn([] {
                           const auto runs = reference("networks.json")["runs"];
                           return std::vector<nlohmann::json>(runs.begin(), runs.end());
                         }()),
                         [](const auto& about) { return about.param["problem"].template get<std::string>(); });

TEST_P(NetworkOfReference, HasTheLossAndGradientOfAutograd) {
  const auto& run = GetParam();
  Opened f(run["problem"]);
  ASSERT_EQ(f.dimension(), run["dimension"]);
  Numbers w(f.dimension());
  for (std::size_t k = 0; k < w.size(); ++k) w[k] = std::sin(1 + static_cast<double>(k)) / 4;
  const auto [loss, gradient] = f.at(w, first_examples(32));
  EXPECT_NEAR(loss, run["loss"], 1e-12);
  EXPECT_NEAR(norm(gradient), run["grad_norm"], 1e-12 * (1 + norm(gradient)));
  for (std::size_t k = 0; k < run["grad_index"].size(); ++k)
    EXPECT_NEAR(gradient[run["grad_index"][k]], run["grad_entries"][k], 1e-12) << k;
}

struct Learner {
  const char* problem;
  Json settings;
  double rate;
  int steps;
  double before, after;  // the test metric `metric` is worse than the one at the start, and better in the end
  std::size_t metric;
};
std::ostream& operator<<(std::ostream& out, const Learner& learner) { return out << learner.problem; }

class LearningNetwork : public testing::TestWithParam<Learner> {};
INSTANTIATE_TEST_SUITE_P(
    , LearningNetwork,
    testing::Values(Learner{"lenet", {}, 0.2, 300, 0.4, 0.75, 1},
                    Learner{"cnn_2c2d", {{"channels", {4, 8}}, {"hidden", {32}}}, 0.1, 300, 0.4, 0.75, 1},
                    Learner{"resnet", {}, 0.1, 300, 0.4, 0.75, 1}, Learner{"autoencoder", {}, 0.5, 600, -0.1, -0.06, 0},
                    Learner{"vae", {}, 0.01, 300, -40, -32, 0}, Learner{"char_lstm", {}, 1, 300, 0.1, 0.3, 1},
                    Learner{"transformer", {}, 0.1, 300, 0.1, 0.3, 1}),
    [](const auto& about) { return about.param.problem; });

TEST_P(LearningNetwork, LearnsWhatItShould) {
  const auto& p = GetParam();
  const double sign = p.after < 0 ? -1 : 1;  // a loss is better when lower
  Opened f(p.problem, p.settings);
  auto w = f.start(1);
  EXPECT_LT(sign * f.measure(w)[p.metric], p.before);
  const auto count = static_cast<std::uint32_t>(f.examples());
  for (int step = 0; step < p.steps; ++step) {
    Indices batch;
    for (std::uint32_t k = 0; k < 16; ++k) batch.push_back((16 * static_cast<std::uint32_t>(step) + k) % count);
    w = along(w, -p.rate, f.at(w, batch).gradient);
  }
  EXPECT_GT(sign * f.measure(w)[p.metric], p.after);
}

TEST(Resnet, WithBatchNormSeesTheOtherExamples) {
  Opened batch("resnet", {{"normalization", "batch"}}), layer("resnet", {{"normalization", "layer"}});
  const auto w = along(batch.start(1), 0.1, batch.start(2));
  const auto mean = [&](Opened& f) { return (f.value(w, {0}) + f.value(w, {1})) / 2; };
  EXPECT_GT(std::abs(batch.value(w, {0, 1}) - mean(batch)), 1e-3);
  EXPECT_NEAR(layer.value(w, {0, 1}), mean(layer), 1e-13);
}

TEST(LabelNoise, ChangesItsShareOfTheTrainingClasses) {
  Opened clean("mlp", {{"hidden", Json::array()}}), noisy("mlp", {{"hidden", Json::array()}, {"label_noise", 0.5}});
  Numbers w(clean.dimension());
  w[w.size() - 10] = 100;  // class 0 is said always: its examples cost nothing, the others 100
  const auto share_of_others = [&](Opened& f) { return f.value(w) / 100; };
  EXPECT_NEAR(share_of_others(clean), 0.9, 0.01);
  EXPECT_NEAR(share_of_others(noisy), 0.9, 0.03);  // half of 0's examples leave, and as many come from others
  std::size_t changed = 0;
  for (std::uint32_t i = 0; i < clean.examples(); ++i) changed += clean.value(w, {i}) != noisy.value(w, {i});
  EXPECT_NEAR(static_cast<double>(changed) / static_cast<double>(clean.examples()), 0.5 * 2 * 0.1 * 0.9, 0.02);
  EXPECT_EQ(clean.measure(w), noisy.measure(w));
}

TEST(WeightDecay, IsHalfTheSquareOfTheWeights) {
  const Json settings = {{"hidden", {3}}, {"weight_decay", 0.2}};
  Opened with("mlp", settings), without("mlp", {{"hidden", {3}}});
  const Numbers w(with.dimension(), 0.5);
  EXPECT_NEAR(with.value(w) - without.value(w), 0.1 * 0.25 * (3 * 64 + 10 * 3), 1e-12);
}

TEST(Initialization, GoesByTheActivationOrTheSetting) {
  const auto variance = [](const Json& settings) {
    Opened f("mlp", settings);
    const auto w = f.start(1);
    const Numbers first(w.begin(), w.begin() + 64 * 200);
    return dot(first, first) / (64 * 200);
  };
  const auto mlp = [](const char* activation, const char* how) {
    return Json{{"hidden", {200}}, {"activation", activation}, {"initialization", how}};
  };
  EXPECT_NEAR(variance(mlp("gelu", "automatic")), 2.0 / 64, 0.05 * 2.0 / 64);
  EXPECT_NEAR(variance(mlp("sigmoid", "automatic")), 2.0 / 264, 0.05 * 2.0 / 264);
  EXPECT_NEAR(variance(mlp("gelu", "lecun")), 1.0 / 64, 0.05 / 64);
}

class NetworkData : public testing::Test {
 protected:
  TemporaryFolder folder;

  std::string error(const char* problem, const Json& settings) const {
    return error_of([&] { Opened(problem, settings, SLALOM_FLOAT64, folder.path()); });
  }
};

TEST_F(NetworkData, SaysWhatIsWanted) {
  std::ofstream(folder.path() / "three.csv") << "a,b,c,y\n1,2,3,0\n4,5,6,1\n7,8,-9,0\n";
  EXPECT_THAT(error("lenet", {{"data", "three"}}), HasSubstr("images are wanted, but an example has 3 features"));
  EXPECT_THAT(error("vae", {{"data", "three"}}), HasSubstr("brightness is wanted, but there are numbers below 0"));
  EXPECT_THAT(error("lenet", {{"kernel", 4}}), HasSubstr("kernel 4: it must be odd"));
  EXPECT_THAT(error("char_lstm", {{"data", "nothing"}}),
              HasSubstr("data nothing: there is no such data set; expected NAME.txt"));
  std::ofstream(folder.path() / "short.txt") << "Too short.";
  std::ofstream(folder.path() / "empty.txt");
  std::ofstream(folder.path() / "mine.txt") << std::string(1000, 'a');
  EXPECT_THAT(error("transformer", {{"data", "short"}}), HasSubstr("10 characters are too few for excerpts of 32"));
  EXPECT_THAT(error("transformer", {{"data", "mine"}, {"validation", 0.001}}), HasSubstr("32 and validation 0.001"));
  EXPECT_THAT(error("transformer", {{"data", "empty"}}), HasSubstr("empty.txt: the file is empty"));
}

TEST_F(NetworkData, IsTheUsersTextToo) {
  std::ofstream(folder.path() / "mine.txt") << "abcabcabcabcabcabcabcabcabcabc\xff";
  Opened f("char_lstm", {{"data", "mine"}, {"length", 3}}, SLALOM_FLOAT64, folder.path());
  EXPECT_EQ(f.examples(), 9U);  // of ten excerpts, one is for testing
  EXPECT_EQ(f.dimension(), 4 * 16 + 4 * 48 * (16 + 48 + 1) + 4 * 48 + 4U);
}

}  // namespace
}  // namespace slalom::test
