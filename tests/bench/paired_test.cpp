#include "bench/paired.hpp"

#include <gtest/gtest.h>

namespace slalom::bench {
namespace {

/// Work that takes time, and no compiler leaves out.
void work(int rounds) {
  volatile double x = 1;
  for (int i = 0; i < rounds; ++i) x = x * 1.0000001;
}

TEST(TimesAsLong, IsTheFirstOverTheSecond) {
  const auto ratio = times_as_long([] { work(400'000); }, [] { work(100'000); });
  EXPECT_GT(ratio, 2);
  EXPECT_LT(ratio, 8);
}

TEST(TimesAsLong, IsTheMedianOverPairs) {
  int pair = 0;  // the first of four is slow, as are others that are not the middle
  const auto ratio = times_as_long([&] { work(pair++ % 4 == 0 ? 2'000'000 : 100'000); }, [] { work(100'000); });
  EXPECT_GT(ratio, 0.5);
  EXPECT_LT(ratio, 2);
}

}  // namespace
}  // namespace slalom::bench
