#include "run/sampler.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <cmath>
#include <set>

namespace slalom::run {
namespace {

using testing::ElementsAre;
using Indices = std::vector<std::uint32_t>;

Indices next(Sampler& sampler) {
  const auto* batch = sampler.next();
  return {batch, batch + sampler.size()};
}

TEST(Sampler, SequentialWrapsRound) {
  Sampler sampler({suite::Sampling::sequential, 3}, 5, 1);
  EXPECT_THAT(next(sampler), ElementsAre(0, 1, 2));
  EXPECT_THAT(next(sampler), ElementsAre(3, 4, 0));
  EXPECT_THAT(next(sampler), ElementsAre(1, 2, 3));
}

TEST(Sampler, ShuffledShowsEveryExampleOnceAnEpoch) {
  Sampler sampler({suite::Sampling::shuffled, 4}, 10, 3);
  Indices seen;
  for (int i = 0; i < 15; ++i)
    for (auto index : next(sampler)) seen.push_back(index);
  std::set<Indices> orders;
  for (std::size_t epoch = 0; epoch < 6; ++epoch) {
    const Indices order(seen.begin() + static_cast<long>(10 * epoch),
                        seen.begin() + static_cast<long>(10 * epoch + 10));
    EXPECT_EQ(std::set(order.begin(), order.end()).size(), 10U) << "epoch " << epoch;
    orders.insert(order);
  }
  EXPECT_EQ(orders.size(), 6U) << "two epochs have the same order";
}

TEST(Sampler, ShuffledFirstExampleIsUniform) {
  std::vector<int> count(5);
  for (std::uint64_t seed = 0; seed < 5000; ++seed) {
    Sampler sampler({suite::Sampling::shuffled, 1}, 5, seed);
    ++count.at(next(sampler).front());
  }
  for (int c : count) EXPECT_NEAR(c, 1000, 5 * std::sqrt(800));
}

TEST(Sampler, ReplacementRepeatsExamplesWithinABatch) {
  Sampler sampler({suite::Sampling::replacement, 50}, 50, 1);
  const auto batch = next(sampler);
  EXPECT_LT(std::set(batch.begin(), batch.end()).size(), 50U);
  EXPECT_TRUE(std::ranges::all_of(batch, [](auto i) { return i < 50; }));
}

TEST(Sampler, TheSeedAloneDecides) {
  Sampler a({suite::Sampling::shuffled, 7}, 100, 5), b({suite::Sampling::shuffled, 7}, 100, 5),
      c({suite::Sampling::shuffled, 7}, 100, 6);
  const auto first = next(a);
  EXPECT_EQ(first, next(b));
  EXPECT_NE(first, next(c));
}

TEST(Sampler, FullHasNoIndices) {
  Sampler sampler({suite::Sampling::full, 0}, 10, 1);
  EXPECT_EQ(sampler.next(), nullptr);
  EXPECT_EQ(sampler.size(), 10U);
}

TEST(Sampler, AFunctionWithoutDataIsAlwaysFull) {
  Sampler sampler({suite::Sampling::shuffled, 32}, 1, 1);
  EXPECT_TRUE(sampler.full());
  EXPECT_EQ(sampler.size(), 1U);
}

TEST(Sampler, RefusesABatchLargerThanTheProblem) {
  EXPECT_THROW(Sampler({suite::Sampling::shuffled, 11}, 10, 1), std::invalid_argument);
}

}  // namespace
}  // namespace slalom::run
