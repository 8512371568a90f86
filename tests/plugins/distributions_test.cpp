// Optimizers that draw random numbers: evaluations to a target, 50 runs each, against independent implementations
// (distributions.json) by the two-sample test of Kolmogorov and Smirnov at 1e-3.
#include "support/runs.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <set>

namespace slalom::test {
namespace {

/// The largest distance of two distribution functions.
double distance(std::vector<double> a, std::vector<double> b) {
  std::ranges::sort(a);
  std::ranges::sort(b);
  const auto share = [](const std::vector<double>& of, double up_to) {
    return static_cast<double>(std::ranges::upper_bound(of, up_to) - of.begin()) / static_cast<double>(of.size());
  };
  double largest = 0;
  for (const auto* sample : {&a, &b})
    for (const double x : *sample) largest = std::max(largest, std::abs(share(a, x) - share(b, x)));
  return largest;
}

/// The distance that two samples of one continuous distribution exceed with this probability, for large samples.
double critical_distance(double probability, std::size_t n, std::size_t m) {
  return std::sqrt(-std::log(probability / 2) / 2 * static_cast<double>(n + m) / static_cast<double>(n * m));
}

TEST(Distributions, EvaluationsToATarget) {
  const auto file = reference("distributions.json");
  for (const auto& group : file.at("groups")) {
    const std::string name = group.at("optimizer"), problem = group.at("problem");
    SCOPED_TRACE(name + " on " + problem);
    auto c = make_case(problem, group.at("problem_settings"), name, group.at("settings"));
    c.problem.start = group.at("start").get<std::vector<double>>();
    c.budget.steps = 20'000;
    c.stop.loss = group.at("target").get<double>();
    const auto expected = group.at("evaluations").get<std::vector<double>>();
    std::vector<std::uint64_t> seeds(expected.size());
    for (std::size_t i = 0; i < seeds.size(); ++i) seeds[i] = 1000 + i;
    std::vector<double> ours;
    for (const auto& r : run(plan_of({c}, seeds), 2)) {
      ASSERT_EQ(r.status, run::Status::target) << r.reason;
      ours.push_back(static_cast<double>(r.evaluations));
    }
    const auto d = distance(ours, expected);
    std::ranges::sort(ours);
    EXPECT_LT(d, critical_distance(1e-3, ours.size(), expected.size()))
        << "medians " << ours[ours.size() / 2] << " and " << expected[expected.size() / 2];
  }
}

}  // namespace
}  // namespace slalom::test
