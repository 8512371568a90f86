// Rules that a setting turns into another rule: both take the same path, at a rate that changes and in both real types.
#include "support/runs.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace slalom::test {
namespace {

struct Identity {
  std::string one;
  Json its_settings;
  std::string other;
  Json others_settings = Json::object();
  bool batches = true;
  double rate = 0.01;
};
std::ostream& operator<<(std::ostream& out, const Identity& i) {
  return out << i.one << i.its_settings << " = " << i.other << i.others_settings;
}

const Json no_epsilon{{"epsilon", 0}};
const std::vector<Identity> identities{
    // without momentum, noise, or what is added to the gradient
    {"momentum", {{"momentum", 0}}, "sgd"},
    {"nesterov", {{"momentum", 0}}, "sgd"},
    {"nesterov", {{"momentum", 0}, {"form", "torch"}}, "sgd"},
    {"sgdp", {{"momentum", 0}}, "sgd"},
    {"qhm", {{"nu", 0}}, "sgd"},
    {"pnm", {{"beta1", 0}, {"beta0", 0}}, "sgd"},
    {"aggmo", {{"betas", {0}}}, "sgd"},
    {"optimistic_gradient", {{"optimism", 0}}, "sgd"},
    {"pid", {{"integral", 0}, {"derivative", 0}}, "sgd"},
    {"sgld", {{"temperature", 0}}, "sgd"},
    {"noisy_sgd", {{"variance", 0}}, "sgd"},
    {"asgd", {{"lambda", 0}}, "sgd"},
    {"clipped_sgd", {{"max_norm", 1e30}}, "sgd"},
    {"polyak_sgd", {{"minimum", -1e30}}, "sgd"},
    {"momo", {{"momentum", 0}, {"lower_bound", -1e30}}, "sgd"},
    {"sgdp", Json::object(), "momentum", {{"form", "torch"}}},
    {"aggmo", {{"betas", {0.9}}}, "momentum", {{"form", "torch"}}},
    {"signum", {{"momentum", 0}}, "sign_sgd"},
    {"lion", {{"beta1", 0.9}, {"beta2", 0.9}}, "signum", {{"momentum", 0.9}}},
    {"tiger", {{"weight_decay", 0}}, "signum", {{"momentum", 0.965}}},
    // of all batches at once the variance is 0
    {"saga", Json::object(), "sgd", Json::object(), false},
    {"svrg", Json::object(), "sgd", Json::object(), false},
    {"sarah", Json::object(), "sgd", Json::object(), false},
    // Adam's relatives
    {"adamw", {{"weight_decay", 0}}, "adam"},
    {"adamp", Json::object(), "adam"},
    {"ademamix", {{"alpha", 0}}, "adam"},
    {"qhadam", {{"nu1", 1}, {"nu2", 1}, {"beta1", 0.9}}, "adam"},
    {"momo_adam", {{"lower_bound", -1e30}}, "adam"},
    {"nadam", {{"beta1", 0}, {"schedule", "constant"}}, "adam", {{"beta1", 0}}},
    {"nadamw", {{"weight_decay", 0}}, "nadam", {{"schedule", "constant"}}},
    {"adamod", {{"beta3", 0}, {"epsilon", 0}}, "adam", no_epsilon},
    {"padam", {{"partial", 0.5}, {"amsgrad", false}, {"epsilon", 0}}, "adam", no_epsilon},
    {"laprop", {{"beta1", 0}, {"epsilon", 0}}, "adam", {{"beta1", 0}, {"epsilon", 0}}},
    {"simplified_ademamix", {{"alpha", 0}, {"beta1", 0}, {"beta2", 0.999}}, "adam", {{"beta1", 0}}},
    {"padam", {{"partial", 0.5}, {"epsilon", 0}}, "amsgrad", no_epsilon},
    {"amsbound", {{"gamma", 1e-300}, {"final_rate", 1}, {"epsilon", 0}}, "amsgrad", no_epsilon},
    {"adapnm", {{"beta1", 0}, {"beta0", 0}, {"epsilon", 0}}, "amsgrad", {{"beta1", 0}, {"epsilon", 0}}},
    {"rmsprop_momentum", {{"momentum", 0}, {"centered", false}, {"rho", 0.9}}, "rmsprop"},
    {"ftrl", {{"beta", 0}}, "adagrad", no_epsilon},
    {"sm3", {{"momentum", 0}, {"epsilon", 0}}, "adagrad", no_epsilon},  // w is one vector
    // g / |g|
    {"adam", {{"beta1", 0}, {"beta2", 0}, {"epsilon", 0}}, "sign_sgd"},
    {"adan", {{"beta1", 0}, {"beta2", 0}, {"beta3", 0}, {"epsilon", 0}}, "sign_sgd"},
    {"rmsprop", {{"rho", 0}, {"epsilon", 0}}, "sign_sgd"},
    {"lion", {{"beta1", 0}}, "sign_sgd"},
    // wrappers
    {"ema", {{"decay", 0}, {"inner", {{"optimizer", "adam"}}}}, "adam"},
    {"lookahead", {{"alpha", 1}, {"period", 1}, {"inner", {{"optimizer", "momentum"}}}}, "momentum"},
    {"clip", {{"norm", 1e30}, {"inner", {{"optimizer", "lion"}}}}, "lion"},
    {"sam", {{"rho", 0}, {"inner", {{"optimizer", "adam"}}}}, "adam"},
};

class Identities : public testing::TestWithParam<Identity> {
 protected:
  static std::vector<double> path(const std::string& optimizer, const Json& settings, suite::Precision precision) {
    auto c = make_case("logistic_regression", Json::object(), optimizer, settings, GetParam().rate);
    c.budget.steps = 40;
    c.recording.every = 1;
    c.recording.trajectory = true;
    c.precision = precision;
    c.optimizer.learning_rate->schedule = "inverse_time";
    c.optimizer.learning_rate->settings =
        loader::complete(registry().schedule("inverse_time")->settings, {{"decay", 0.1}});
    if (GetParam().batches) c.batch = {suite::Sampling::shuffled, 8};
    const auto r = run(c);
    EXPECT_EQ(r.status, run::Status::finished) << r.reason;
    return r.trajectory;
  }
};

INSTANTIATE_TEST_SUITE_P(Of, Identities, testing::ValuesIn(identities), [](const auto& i) {
  return i.param.one + "_is_" + i.param.other + "_" + std::to_string(i.index);
});

TEST_P(Identities, TheSamePath) {
  for (const auto precision : {suite::Precision::float64, suite::Precision::float32}) {
    const auto one = path(GetParam().one, GetParam().its_settings, precision),
               other = path(GetParam().other, GetParam().others_settings, precision);
    ASSERT_EQ(one.size(), other.size());
    double length = 0, apart = 0;
    for (std::size_t i = 0; i < one.size(); ++i) {
      length = std::max(length, std::abs(other[i]));
      apart = std::max(apart, std::abs(one[i] - other[i]));
    }
    EXPECT_GT(length, 1e-3);
    EXPECT_LT(apart, length * (precision == suite::Precision::float64 ? 1e-9 : 3e-4));
  }
}

}  // namespace
}  // namespace slalom::test
