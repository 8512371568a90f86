// Which of two points wins where values are of mini-batches.
#include <slalom/duel.hpp>

#include <gtest/gtest.h>

#include <limits>
#include <random>

namespace slalom {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

/// How often a challenger wins whose values are above the incumbent's by `shift` on average, with deviation 1.
double wins(double shift) {
  std::mt19937_64 random(1);
  std::normal_distribution<double> noise(shift);
  constexpr int duels = 2000;
  int won = 0;
  for (int i = 0; i < duels; ++i) {
    Duel duel;
    while (!duel.add(noise(random), 0, true)) {
    }
    won += duel.difference() < 0 ? 1 : 0;
  }
  return won / static_cast<double>(duels);
}

TEST(Duel, IsWonByThoseWhoAreBetterOnTheWhole) {
  EXPECT_EQ(wins(1), 0);
  EXPECT_LT(wins(0.3), 0.02);
  EXPECT_LT(wins(0), 0.1);
  EXPECT_GT(wins(-1), 0.9);
  EXPECT_GT(wins(-2), 0.95);
}

TEST(Duel, IsDecidedAtOnceWhereBatchesDoNotChange) {
  Duel duel;
  EXPECT_TRUE(duel.add(1, 2, false));
  EXPECT_EQ(duel.difference(), -1);
  EXPECT_TRUE(duel.add(2, 1, false));
  EXPECT_EQ(duel.difference(), 1);
  EXPECT_TRUE(duel.add(1, 1, false));
  EXPECT_EQ(duel.difference(), 0);
}

TEST(Duel, IsLostByWhatIsNotAhead) {
  Duel duel;
  int batches = 1;
  while (!duel.add(5, 5, true)) ++batches;
  EXPECT_EQ(batches, Duel::least_to_lose);
  EXPECT_EQ(duel.difference(), 0);
}

TEST(Duel, EndsWithoutAWinnerWhereNothingIsClear) {
  Duel duel;
  int batches = 1;
  while (!duel.add(batches % 2 == 1 ? -3 : 2.9, 0, true)) ++batches;
  EXPECT_EQ(batches, Duel::most_batches);
  EXPECT_EQ(duel.difference(), 0);
}

TEST(Duel, WhatHasNoValueLoses) {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  for (const double none : {infinity, nan})
    for (const bool batches : {true, false}) {
      Duel duel;
      EXPECT_TRUE(duel.add(none, 1, batches));
      EXPECT_EQ(duel.difference(), infinity);
      EXPECT_TRUE(duel.add(1, none, batches));
      EXPECT_EQ(duel.difference(), -infinity);
    }
  Duel neither;
  EXPECT_TRUE(neither.add(infinity, infinity, false));
  EXPECT_EQ(neither.difference(), 0);
}

}  // namespace
}  // namespace slalom
