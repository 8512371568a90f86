// Values at many points at once: the same bits, and counted one by one.
#include "run/oracle.hpp"
#include "run/sampler.hpp"
#include "support/runs.hpp"

#include <gmock/gmock.h>

#include <cmath>

namespace slalom::test {
namespace {

using run::Oracle;
using run::Status;

/// A step's oracle of a problem.
struct Asked {
  loader::OpenProblem problem;
  loader::Workspace workspace;
  Oracle oracle;

  Asked(const std::string& name, const Json& settings, slalom_real real, std::uint64_t evaluations = 1000)
      : problem(*registry().problem(name), loader::complete(registry().problem(name)->settings, settings), real,
                {registry(), build / "data"}),
        workspace(problem, loader::DataSource(build / "data")),
        oracle(workspace, run::limits_of({.evaluations = evaluations}, 1, problem.description().examples), 7) {}

  void begin_step(const std::vector<std::uint32_t>& batch = {}) {
    oracle.begin_step(1, batch.empty() ? nullptr : batch.data(),
                      batch.empty() ? problem.description().examples : batch.size(), false, false);
  }
};

template <class Real>
std::vector<Real> points_of(std::size_t count, std::size_t dimension) {
  std::vector<Real> points(count * dimension);
  for (std::size_t i = 0; i < points.size(); ++i) points[i] = static_cast<Real>(std::sin(static_cast<double>(i + 1)));
  return points;
}

template <class Real>
void expect_same_bits(const std::string& name, const Json& settings, const std::vector<std::uint32_t>& batch = {}) {
  constexpr auto real = std::is_same_v<Real, float> ? SLALOM_FLOAT32 : SLALOM_FLOAT64;
  Asked together(name, settings, real), alone(name, settings, real);
  const auto n = together.problem.dimension();
  for (const std::size_t count : {1U, 7U, 8U, 9U, 40U}) {
    const auto points = points_of<Real>(count, n);
    together.begin_step(batch);
    alone.begin_step(batch);
    std::vector<double> values(count);
    const auto* many = together.oracle.values();
    ASSERT_EQ(many->values(many->self, points.data(), count, values.data()), SLALOM_OK);
    for (std::size_t k = 0; k < count; ++k) {
      double value = 0;
      ASSERT_EQ(alone.oracle.c()->value(alone.oracle.c()->self, &points[k * n], &value), SLALOM_OK);
      EXPECT_EQ(values[k], value) << name << settings << ", point " << k << " of " << count;
    }
    EXPECT_EQ(together.oracle.evaluations(), alone.oracle.evaluations());
    EXPECT_EQ(together.oracle.examples(), alone.oracle.examples());
    EXPECT_EQ(together.oracle.met_not_finite(), alone.oracle.met_not_finite());
  }
}

TEST(Values, AreTheSameBitsTogetherAndAlone) {
  for (const auto& [name, settings] : std::vector<std::pair<std::string, Json>>{
           {"quadratic", {{"dimension", 23}, {"rotate", true}}},
           {"quadratic", {{"dimension", 5}}},
           {"many_values", {{"noise", 0.5}}},
           {"rosenbrock", Json::object()},
           {"noise", {{"inner", {{"problem", "quadratic"}, {"dimension", 4}, {"condition", 10}, {"rotate", true}}}}}}) {
    expect_same_bits<double>(name, settings);
    expect_same_bits<float>(name, settings);
  }
  expect_same_bits<double>("least_squares", Json::object(), {5, 1, 9});
}

TEST(Values, OfEveryProblemThatOffersThemAreTheSameBits) {
  std::vector<std::string> offering;
  for (const auto& [name, entry] : registry().problems()) {
    const bool ships = entry.file->path.parent_path() == build / "problems";
    if (!ships || entry.c->extension == nullptr || entry.c->extension(SLALOM_VALUES) == nullptr) continue;
    offering.push_back(name);
    expect_same_bits<double>(name, Json::object());
    expect_same_bits<float>(name, Json::object());
    if (Asked(name, Json::object(), SLALOM_FLOAT64).problem.description().examples <= 200) continue;
    std::vector<std::uint32_t> batch;
    for (std::uint32_t i = 0; i < 150; ++i) batch.push_back(i * 7 % 200);
    expect_same_bits<double>(name, Json::object(), batch);
    expect_same_bits<float>(name, Json::object(), batch);
  }
  EXPECT_THAT(offering, testing::IsSupersetOf({"least_squares", "logistic_regression", "squared_hinge"}));
}

TEST(Values, AreAskedOfTheProblemAtOnce) {
  auto c = make_case("many_values", Json::object(), "particle_swarm", {{"particles", 10}});
  c.budget = {.evaluations = 25};
  const auto r = run(c);
  EXPECT_EQ(r.status, Status::finished) << r.reason;
  EXPECT_EQ(r.steps, 2U) << "the third generation is not complete";
  EXPECT_EQ(r.evaluations, 20U);
  ASSERT_EQ(r.metrics.size() % 3, 0U);
  const std::vector<double> last(r.metrics.end() - 3, r.metrics.end());
  EXPECT_THAT(last, testing::ElementsAre(0, 2, 20)) << "calls for one value, for many, and their points";
}

TEST(Values, ABudgetIsKeptToThePoint) {
  Asked asked("many_values", Json::object(), SLALOM_FLOAT64, 5);
  asked.begin_step();
  const auto points = points_of<double>(8, 2);
  std::vector<double> values(8, -1);
  const auto* many = asked.oracle.values();
  EXPECT_EQ(many->values(many->self, points.data(), 3, values.data()), SLALOM_OK);
  EXPECT_EQ(many->values(many->self, points.data(), 8, values.data()), SLALOM_STOP);
  EXPECT_EQ(asked.oracle.refusal(), Oracle::Refusal::budget);
  EXPECT_EQ(asked.oracle.evaluations(), 5U);
  EXPECT_EQ(values[7], -1);
  EXPECT_EQ(many->values(many->self, points.data(), 8, values.data()), SLALOM_STOP);
  double counts[3];
  asked.workspace.measure(points.data(), counts);
  EXPECT_THAT(counts, testing::ElementsAre(0, 2, 5));
}

TEST(Values, OutsideOfHardBoundsTheyAreInfinite) {
  Asked asked("many_values", {{"hard", true}}, SLALOM_FLOAT64);
  asked.begin_step();
  const double inf = std::numeric_limits<double>::infinity();
  const std::vector<double> points{1, 1, 5, 0, 3.5, 0, 2, 0};  // within; outside; without a value; within
  std::vector<double> values(4);
  const auto* many = asked.oracle.values();
  EXPECT_EQ(many->values(many->self, points.data(), 4, values.data()), SLALOM_OK);
  EXPECT_THAT(values, testing::ElementsAre(2, inf, inf, 4));
  EXPECT_EQ(asked.oracle.evaluations(), 4U);
  EXPECT_TRUE(asked.oracle.met_not_finite());
}

TEST(Values, InC) {
  auto c = make_case("bowl_in_c", Json::object(), "compass_in_c");
  c.budget = {.evaluations = 50};  // 1 at first, 6 a step; 6 steps of length 1 to (1, 2, 3)
  const auto r = run(c);
  EXPECT_EQ(r.status, Status::finished) << r.reason;
  EXPECT_EQ(r.steps, 8U);
  EXPECT_EQ(r.evaluations, 49U);
  EXPECT_EQ(r.points.back().loss, 0);
}

TEST(Values, APopulationInsideOfAnotherGetsThem) {
  auto c = make_case("many_values", Json::object(), "lookahead", {{"inner", {{"optimizer", "sep_cma_es"}}}});
  c.budget = {.steps = 4};
  const auto r = run(c);
  EXPECT_EQ(r.status, Status::finished) << r.reason;
  EXPECT_EQ(*(r.metrics.end() - 2), 4) << "one call a step";
}

}  // namespace
}  // namespace slalom::test
