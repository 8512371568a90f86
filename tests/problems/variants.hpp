// Problems with settings, for tests of what must hold for all.
#pragma once

#include "opened.hpp"

#include <gtest/gtest.h>

namespace slalom::test {

struct Variant {
  std::string problem;
  Json settings = Json::object();
};
inline std::ostream& operator<<(std::ostream& out, const Variant& v) { return out << v.problem << " " << v.settings; }

/// Every problem of this build with its defaults, and what else its settings can make of it.
inline std::vector<Variant> variants() {
  std::vector<Variant> all;
  for (const auto& [name, entry] : problems().problems()) all.push_back({name});
  all.insert(all.end(),
             {{"rosenbrock", {{"dimension", 11}}},
              {"quadratic", {{"rotate", true}}},
              {"logistic_regression", {{"l2", 0}, {"spread", 0.5}, {"scaling", "maximum"}}},
              {"least_squares", {{"l2", 0.1}, {"spread", 0.3}}},
              {"huber_regression", {{"spread", 0.3}}},
              {"squared_hinge", {{"spread", 0.3}}},
              {"poisson_regression", {{"spread", 0.1}}},
              {"logistic_nonconvex", {{"spread", 1}}},
              {"matrix_factorization", {{"spread", 1}, {"noise", 0.1}}},
              {"softmax_regression", {{"data", "breast_cancer"}, {"scaling", "standardize"}, {"spread", 1}}},
              {"mlp", {{"activation", "relu"}, {"data", "breast_cancer"}, {"scaling", "standardize"}}},
              {"mlp", {{"hidden", {9, 8, 7}}}},
              {"mlp", {{"hidden", Json::array()}}},
              {"mlp", {{"dropout", 0.5}, {"weight_decay", 0.01}, {"activation", "gelu"}, {"label_noise", 0.2}}},
              {"lenet", {{"pooling", "max"}, {"activation", "sigmoid"}, {"hidden", {7}}}},
              {"resnet", {{"stages", 3}, {"blocks", 2}, {"width", 2}, {"normalization", "none"}}},
              {"autoencoder", {{"code", 2}, {"hidden", Json::array()}, {"weight_decay", 0.1}}},
              {"vae", {{"code", 1}, {"hidden", {9, 8}}}},
              {"char_lstm", {{"units", {5, 4}}, {"length", 7}}},
              {"transformer", {{"blocks", 1}, {"width", 6}, {"length", 9}}},
              {"rotate", {{"inner", {{"problem", "rosenbrock"}, {"dimension", 7}}}}},
              {"condition", {{"inner", {{"problem", "quadratic"}, {"rotate", true}}}}},
              {"noise", {{"inner", {{"problem", "shift"}, {"inner", {{"problem", "logistic_regression"}}}}}}},
              {"rotate", {{"inner", {{"problem", "least_squares"}, {"spread", 0.3}}}}}});
  return all;
}

inline std::string variant_name(const testing::TestParamInfo<Variant>& about) {
  return about.param.problem + "_" + std::to_string(about.index);
}
}  // namespace slalom::test
