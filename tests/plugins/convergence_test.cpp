// Rules that search by values or along lines, where there is no more to find, where steps must be given up, and where
// the batch changes under them.
#include "support/runs.hpp"

#include <gtest/gtest.h>
#include <algorithm>

#include <map>

namespace slalom::test {
namespace {

Json with_offset(const std::string& problem, double by) { return {{"inner", {{"problem", problem}}}, {"by", by}}; }

TEST(Convergence, EvolutionStrategiesEndWhereRoundingDecides) {
  struct Problem {
    std::string name;
    Json settings;
    double minimum, gap;
  };
  const std::vector<Problem> problems{{"offset", with_offset("sphere", 1), 1, 1e-12},
                                      {"offset", with_offset("sphere", -1000), -1000, 1e-9},
                                      {"offset", with_offset("rosenbrock", 1e6), 1e6, 1e-6},
                                      {"powell", Json::object(), 0, 1e-12},
                                      {"ellipsoid", Json::object(), 0, 1e-6},
                                      {"zakharov", Json::object(), 0, 1e-12},
                                      {"booth", Json::object(), 0, 1e-12}};
  const std::vector<std::pair<std::string, Json>> optimizers{
      {"cma_es", Json::object()}, {"cma_es", {{"dense_up_to", 1}}}, {"sep_cma_es", Json::object()}};
  for (const auto& [problem, settings, minimum, gap] : problems)
    for (const auto& [optimizer, its_settings] : optimizers)
      for (const auto precision : {suite::Precision::float64, suite::Precision::float32})
        for (std::uint64_t seed = 1; seed <= 5; ++seed) {
          auto c = make_case(problem, settings, optimizer, its_settings);
          c.budget = {.steps = 1'000'000, .evaluations = 20'000};
          c.precision = precision;
          const auto r = run(c, seed);
          SCOPED_TRACE(problem + settings.dump() + " " + optimizer + its_settings.dump());
          EXPECT_EQ(r.status, run::Status::finished) << r.reason << ", seed " << seed;
          const bool finds_it = optimizer == "cma_es" && its_settings.empty();
          if (!finds_it || precision != suite::Precision::float64) continue;
          EXPECT_LE(r.points.back().loss - minimum, gap) << "seed " << seed;
        }
}

TEST(Convergence, EvolutionStrategiesEndOnAConstant) {
  for (const auto* optimizer : {"cma_es", "sep_cma_es"}) {
    auto c = make_case("plateau", Json::object(), optimizer);
    c.problem.start = {500, 500};  // tanh is 1 from 19 on
    c.budget.steps = 20'000;
    const auto r = run(c);
    EXPECT_EQ(r.status, run::Status::finished) << optimizer << ": " << r.reason;
    EXPECT_LT(r.steps, 20'000U) << optimizer;
  }
}

TEST(Convergence, ADiagonalCovarianceMayHaveAnyCondition) {
  auto c =
      make_case("condition", {{"condition", 1e16}, {"inner", {{"problem", "sphere"}, {"dimension", 6}}}}, "sep_cma_es");
  c.budget = {.evaluations = 40'000};
  for (const std::uint64_t seed : {1, 2, 3}) EXPECT_LT(run(c, seed).points.back().loss, 1e-12) << "seed " << seed;
}

TEST(Convergence, APairThatLbfgsRejectsChangesNothing) {
  for (const int memory : {1, 2, 3, 10})
    for (const double condition : {1.0, 10.0, 100.0, 1e4}) {
      for (const auto precision : {suite::Precision::float64, suite::Precision::float32}) {
        auto c = make_case("quadratic", {{"dimension", 2}, {"condition", condition}}, "lbfgs", {{"memory", memory}});
        c.problem.start = {1, -2};
        c.precision = precision;
        const auto r = run(c);
        EXPECT_EQ(r.status, run::Status::finished) << r.reason << memory << " " << condition;
        EXPECT_LT(r.points.back().loss, 1e-12) << memory << " " << condition;
      }
    }
}

TEST(Convergence, ALineSearchTakesItsLargestStep) {
  for (const auto* optimizer : {"lbfgs", "bfgs", "conjugate_gradient"}) {
    auto c = make_case("plateau", Json::object(), optimizer);
    c.problem.start = {15, 15};
    const auto r = run(c);
    EXPECT_EQ(r.status, run::Status::finished) << optimizer << ": " << r.reason;
    EXPECT_LT(r.points.back().loss, 1e-12) << optimizer;
  }
}

// At the minimum of trid, whose value is not 0, the same search would fail again and again.
TEST(Convergence, MethodsThatRememberTheFunctionEndWhereNothingIsBetter) {
  for (const auto* optimizer : {"lbfgs", "bfgs", "conjugate_gradient", "newton_cg", "trust_ncg"}) {
    auto c = make_case("trid", {{"dimension", 6}}, optimizer);
    c.budget = {.evaluations = 10'000};
    const auto r = run(c);
    EXPECT_EQ(r.status, run::Status::finished) << optimizer << ": " << r.reason;
    EXPECT_EQ(r.reason,
              std::string("the optimizer is done: ") + (std::string(optimizer) == "trust_ncg"
                                                            ? "the step is below the rounding of w"
                                                            : "no step along the negative gradient lowers the loss"))
        << optimizer;
    EXPECT_NEAR(r.points.back().loss, -50, 1e-10) << optimizer;
    EXPECT_LT(r.evaluations, 1000U) << optimizer;
  }
}

// The model there is known, and n = 2 products are kept.
TEST(Convergence, AStepThatIsNotMadeCostsTrustNcgNoProductsAgain) {
  auto c = make_case("rosenbrock", {{"dimension", 2}}, "trust_ncg");
  c.problem.start = {-1.2, 1};
  c.budget.steps = 20;
  c.recording.every = 1;
  c.recording.trajectory = true;
  const auto r = run(c);
  const auto w = [&](std::size_t k) { return std::vector{r.trajectory.at(2 * k), r.trajectory.at(2 * k + 1)}; };
  int not_made = 0;
  for (std::size_t k = 1; k + 1 < r.points.size(); ++k) {
    if (w(k) != w(k - 1)) continue;
    not_made += 1;
    EXPECT_EQ(r.points[k + 1].evaluations - r.points[k].evaluations, 1U) << "step " << k + 1;
  }
  EXPECT_GT(not_made, 0);
}

// The better of two points on a mini-batch may owe that to the batch: elsewhere it may be worse than the start, whose
// loss is 0.311. Of 31 variables a batch of 8 leaves 23 free. A run of cma_es may end above the start; which one does,
// if any, depends on the processor's rounding: of its runs the median counts, of others the worst.
TEST(Convergence, RulesThatCompareValuesDescendOnMiniBatches) {
  struct Bounds {
    double of_8, of_32;
  };
  const std::map<std::string, Bounds> bounds{{"differential_evolution", {0.3, 0.2}},
                                             {"particle_swarm", {0.3, 0.2}},
                                             {"cma_es", {0.3, 0.1}},
                                             {"sep_cma_es", {0.3, 0.1}},
                                             {"nelder_mead", {0.3109, 0.3109}},
                                             {"coordinate_search", {0.3, 0.2}},
                                             {"evolution_strategy", {0.3, 0.3}},
                                             {"simulated_annealing", {0.312, 0.312}},
                                             {"random_search", {0.312, 0.312}},
                                             {"spsa", {0.25, 0.1}},
                                             {"irprop_plus", {0.1, 0.05}}};
  const std::map<std::string, Json> settings{{"particle_swarm", {{"particles", 40}}}};  // w is the mean of all
  for (const auto& [optimizer, bound] : bounds)
    for (const auto precision : {suite::Precision::float64, suite::Precision::float32})
      for (const std::uint64_t size : {8, 32}) {
        std::vector<double> losses;
        for (std::uint64_t seed = 1; seed <= 6; ++seed) {
          auto c = make_case("least_squares", Json::object(), optimizer,
                             settings.contains(optimizer) ? settings.at(optimizer) : Json::object());
          c.batch = {.sampling = suite::Sampling::shuffled, .size = size};
          c.budget.steps = 300;
          c.precision = precision;
          const auto r = run(c, seed);
          EXPECT_EQ(r.status, run::Status::finished) << optimizer << ": " << r.reason;
          losses.push_back(r.points.back().loss);
        }
        std::ranges::sort(losses);
        const double counts = optimizer == "cma_es" ? losses[3] : losses.back();
        EXPECT_LT(counts, size == 8 ? bound.of_8 : bound.of_32) << optimizer << ", batch " << size;
      }
}

}  // namespace
}  // namespace slalom::test
