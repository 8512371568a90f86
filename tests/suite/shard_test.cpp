// A suite in parts: all together are the whole, and each is as large as any other.
#include "suite/shard.hpp"
#include "planned.hpp"
#include "suite/expand_stages.hpp"

#include <gmock/gmock.h>

#include <cmath>
#include <map>
#include <set>

namespace slalom::suite {
namespace {

Plan a_plan() {
  return plan_of(
      "suite: s\nseeds: 10\nbudget: {steps: 5}\nproblems: [bowl, {problem: net, hidden: [[3], [4], [5]]}]\n"
      "optimizers: [{optimizer: adam, learning_rate: [0.1, 0.2, 0.3]}, newton]");
}

TEST(Shards, AreTheWholeTogetherAndShareNothing) {
  const auto plan = a_plan();
  for (const std::uint64_t count : {1U, 2U, 3U, 7U, 500U}) {
    std::set<RunId> together;
    std::size_t sum = 0;
    for (std::uint64_t index = 1; index <= count; ++index) {
      const auto runs = runs_of(plan, {index, count});
      sum += runs.size();
      for (const auto& run : runs) together.insert(run.id);
    }
    EXPECT_EQ(sum, plan.runs.size()) << count;
    EXPECT_EQ(together.size(), plan.runs.size()) << count;
  }
}

TEST(Shards, HaveEveryCaseAsOftenAsEachOther) {
  const auto plan = a_plan();
  std::map<std::pair<std::uint32_t, std::uint64_t>, std::size_t> runs;
  const auto parts = shards(plan, 3);
  for (std::size_t i = 0; i < parts.size(); ++i) ++runs[{plan.runs[i].case_index, parts[i]}];
  EXPECT_EQ(runs.size(), plan.cases.size() * 3);
  for (const auto& [where, count] : runs) EXPECT_TRUE(count == 3 || count == 4) << count;
}

TEST(Shards, TakeAboutAsLongAsEachOther) {
  const auto plan = a_plan();
  std::vector<double> costs;  // from 1 to 2048
  for (std::size_t i = 0; i < plan.cases.size(); ++i) costs.push_back(std::pow(2, i));
  for (const std::uint64_t count : {2U, 5U, 9U}) {
    std::vector<double> loads(count);
    const auto parts = shards(plan, count, costs);
    for (std::size_t i = 0; i < parts.size(); ++i) loads.at(parts[i] - 1) += costs[plan.runs[i].case_index];
    const auto [least, most] = std::ranges::minmax(loads);
    EXPECT_LE(most - least, costs.back()) << "of " << count << ": no more than one of the dearest runs";
  }
  std::set<RunId> together;
  for (std::uint64_t index = 1; index <= 5; ++index)
    for (const auto& run : runs_of(plan, {index, 5}, costs)) EXPECT_TRUE(together.insert(run.id).second);
  EXPECT_EQ(together.size(), plan.runs.size());
}

TEST(Shards, DoNotDependOnTheOrderOfTheRuns) {
  auto plan = a_plan();
  std::map<RunId, std::uint64_t> before;
  const auto parts = shards(plan, 4);
  for (std::size_t i = 0; i < parts.size(); ++i) before[plan.runs[i].id] = parts[i];
  std::ranges::reverse(plan.runs);
  const auto reversed = shards(plan, 4);
  for (std::size_t i = 0; i < reversed.size(); ++i) EXPECT_EQ(reversed[i], before.at(plan.runs[i].id));
}

TEST(Shards, ARunOfSeveralCasesIsInOneOfThemForAllOfThem) {
  const auto plan = plan_of(
      "suite: s\nseeds: 5\nbudget: {steps: 5}\nproblems: [bowl]\noptimizers: [adam]\n"
      "experiments: [{name: a}, {name: b}]");
  ASSERT_EQ(plan.runs.size(), 10U);
  const auto one = runs_of(plan, {1, 2}), two = runs_of(plan, {2, 2});
  EXPECT_EQ(one.size() + two.size(), 10U);
  for (const auto& run : one) EXPECT_EQ(std::ranges::count(two, run.id, &Run::id), 0);
}

TEST(Shards, AStudyIsInOneOfThemAndCountsAsAWhole) {
  const auto plan = plan_of(
      "suite: s\nseeds: 5\nbudget: {steps: 9}\ntune: {trials: 4, seeds: 2}\n"
      "problems: [bowl, {problem: net, hidden: [[3], [4], [5]]}]\noptimizers: [adam, {optimizer: newton, tune: none}]");
  ASSERT_EQ(plan.studies.size(), 4U);
  const auto whole = expand_all_stages(plan);
  std::map<std::size_t, std::set<std::uint64_t>> parts_of_study;
  std::map<std::uint64_t, std::size_t> sizes;
  const auto parts = shards(whole, 4);
  for (std::size_t i = 0; i < parts.size(); ++i) {
    ++sizes[parts[i]];
    if (const auto& trial = whole.cases[whole.runs[i].case_index].trial) parts_of_study[trial->study].insert(parts[i]);
  }
  EXPECT_EQ(parts_of_study.size(), 4U);
  for (const auto& [study, those] : parts_of_study) EXPECT_EQ(those.size(), 1U) << study;
  EXPECT_THAT(sizes, testing::Each(testing::Pair(testing::_, whole.runs.size() / 4)));
  std::size_t asked = 0;
  for (std::uint64_t index = 1; index <= 4; ++index) {
    auto part = plan;
    part.runs = runs_of(plan, {index, 4});
    asked += part.runs.size();
    EXPECT_EQ(expand_all_stages(part).runs.size(), sizes[index]) << "what it foresees is its own";
  }
  EXPECT_EQ(asked, plan.runs.size());
}

TEST(Shards, Texts) {
  EXPECT_EQ(parse_shard("2/8"), (Shard{2, 8}));
  EXPECT_EQ(to_text(Shard{2, 8}), "2/8");
  for (const auto* wrong : {"", "2", "2/", "/8", "0/8", "9/8", "2/8x", "-1/8", "2/8/3", "a/b"})
    EXPECT_THROW(parse_shard(wrong), std::invalid_argument) << wrong;
}

}  // namespace
}  // namespace slalom::suite
