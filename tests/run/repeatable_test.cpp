// The same bits for any number of threads and any order.
#include "support/runs.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstring>
#include <random>

namespace slalom::test {
namespace {

/// All that must repeat: everything but clocks.
std::vector<double> bits(const run::RunRecord& r) {
  std::vector<double> all{static_cast<double>(r.status),
                          static_cast<double>(r.steps),
                          static_cast<double>(r.evaluations),
                          static_cast<double>(r.examples),
                          r.distance,
                          r.variance.measured};
  for (const auto& p : r.points) all.insert(all.end(), {static_cast<double>(p.step), p.loss, p.gradient_norm});
  for (const auto& t : r.targets) all.insert(all.end(), {static_cast<double>(t.step), t.target});
  for (const auto* part : {&r.metrics, &r.trajectory, &r.final_w}) all.insert(all.end(), part->begin(), part->end());
  return all;
}

bool same_bits(const std::vector<double>& a, const std::vector<double>& b) {
  return a.size() == b.size() && std::memcmp(a.data(), b.data(), a.size() * sizeof(double)) == 0;
}

suite::Plan plan() {
  std::vector<suite::Case> cases;
  for (const auto* optimizer : {"sgd", "momentum", "nesterov", "adagrad", "rmsprop", "adam"})
    for (const auto* problem : {"two_wells", "logistic_regression", "mlp"}) {
      auto c = make_case(problem, Json::object(), optimizer);
      c.budget = {.steps = 60};
      c.targets = {1, 0.1};
      c.recording.points = 8;
      c.recording.trajectory = true;
      if (std::string(problem) != "two_wells") c.batch = {suite::Sampling::shuffled, 16};
      cases.push_back(c);
    }
  return plan_of(cases, {1, 2, 3});
}

TEST(Repeatable, ForAnyNumberOfThreads) {
  const auto p = plan();
  const auto one = run(p, 1);
  for (int jobs : {2, 5}) {
    const auto many = run(p, jobs);
    for (std::size_t i = 0; i < one.size(); ++i)
      EXPECT_TRUE(same_bits(bits(one[i]), bits(many[i]))) << jobs << " threads, run " << i;
  }
}

TEST(Repeatable, ForAnyOrder) {
  auto p = plan();
  const auto before = run(p);
  std::vector<suite::RunId> ids;
  for (const auto& r : p.runs) ids.push_back(r.id);
  std::ranges::shuffle(p.runs, std::mt19937(1));
  const auto after = run(p, 2);
  for (std::size_t i = 0; i < p.runs.size(); ++i) {
    const auto k = static_cast<std::size_t>(std::ranges::find(ids, p.runs[i].id) - ids.begin());
    EXPECT_TRUE(same_bits(bits(after[i]), bits(before[k])));
  }
}

}  // namespace
}  // namespace slalom::test
