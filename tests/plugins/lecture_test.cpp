// The lecture's six rules, step by step, against 50-digit arithmetic (lecture.json). Tolerance: 100 times the round-off
// that each reference run states. All other paths: paths_test.cpp.
#include "support/runs.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <set>

namespace slalom::test {
namespace {

/// A reference run's problem and optimizer in our terms.
struct Translation {
  std::string optimizer;
  Json settings;
  double learning_rate;
};

suite::Case case_of(const std::string& problem, const Translation& t) {
  if (problem == "rosenbrock2")
    return make_case("rosenbrock", {{"dimension", 2}}, t.optimizer, t.settings, t.learning_rate);
  if (problem == "quadratic10")
    return make_case("quadratic", {{"dimension", 10}, {"condition", 1000}}, t.optimizer, t.settings, t.learning_rate);
  return make_case("two_wells", Json::object(), t.optimizer, t.settings, t.learning_rate);
}

/// Compares wherever the reference can be compared. Returns at how many steps that was.
int compare(const Json& reference, const Json& steps, const Json& deviations, const Translation& t) {
  const auto start = reference.at("start").get<std::vector<double>>();
  const auto& evaluated = reference.at("x");
  auto c = case_of(reference.at("problem"), t);
  c.problem.start = start;
  c.budget.steps = steps.back().get<std::uint64_t>();
  c.recording.every = 1;
  c.recording.trajectory = true;
  const auto r = run(c);
  EXPECT_EQ(r.status, run::Status::finished) << r.reason;

  int compared = 0;
  for (std::size_t k = 0; k < steps.size(); ++k) {
    const double deviation = deviations.at(k).get<double>();
    if (deviation >= 1e-9 || evaluated.at(k).is_null()) continue;
    ++compared;
    const auto step = steps[k].get<std::size_t>();
    for (std::size_t i = 0; i < start.size(); ++i) {
      const double expected = evaluated.at(k).at(i).get<double>();
      const double tolerance = 100 * deviation + 1e-14 * std::max(1.0, std::abs(expected));
      EXPECT_NEAR(r.trajectory.at(step * start.size() + i), expected, tolerance) << "step " << step << ", w" << i;
    }
  }
  return compared;
}

Translation of_lecture(const Json& r) {
  const auto& s = r.at("settings");
  const std::string rule = r.at("rule");
  const double eta = s.at("eta");
  if (rule == "GD") return {"sgd", Json::object(), eta};
  if (rule == "Momentum") return {"momentum", {{"momentum", s.at("alpha")}}, eta};
  if (rule == "Nesterov") return {"nesterov", {{"momentum", s.at("alpha")}}, eta};
  if (rule == "AdaGrad") return {"adagrad", {{"epsilon", s.at("eps")}}, eta};
  if (rule == "RMSProp") return {"rmsprop", {{"rho", s.at("rho")}, {"epsilon", s.at("eps")}}, eta};
  return {"adam",
          {{"beta1", s.at("beta1")}, {"beta2", s.at("beta2")}, {"epsilon", s.at("eps")}, {"epsilon_hat", true}},
          eta};
}

TEST(Lecture, TheLecturesRules) {
  const auto lecture = reference("lecture.json");
  std::set<std::string> rules;
  for (const auto& r : lecture.at("runs")) {
    SCOPED_TRACE(r.at("optimizer").get<std::string>() + " on " + r.at("problem").get<std::string>());
    rules.insert(r.at("rule"));
    EXPECT_GE(compare(r, lecture.at("steps"), r.at("dev_float64"), of_lecture(r)), 5);
  }
  EXPECT_EQ(rules.size(), 6U);
}

TEST(Lecture, NesterovsTwoFormsDifferByTheLookAhead) {
  // w of the form torch is w + alpha u of the classical form.
  auto c = make_case("two_wells", Json::object(), "nesterov", {{"momentum", 0.9}}, 0.005);
  c.problem.start = {0.3, 0.8};
  c.budget.steps = 30;
  c.recording.every = 1;
  c.recording.trajectory = true;
  const auto classical = run(c).trajectory;
  c.optimizer.settings["form"] = "torch";
  const auto torch = run(c).trajectory;
  for (std::size_t k = 2; k < classical.size(); ++k) {
    const double u = classical[k] - classical[k - 2];
    EXPECT_NEAR(torch[k], classical[k] + 0.9 * u, 1e-13) << "number " << k;
  }
}

}  // namespace
}  // namespace slalom::test
