#include "loader/random_stream.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <set>
#include <vector>

namespace slalom::loader {
namespace {

TEST(RandomStream, IsPhiloxWithTenRounds) {
  // The known answer of Random123 (Salmon et al. 2011) for philox4x64-10 with counter 0 and key 0.
  RandomStream stream(0, Purpose::problem);
  EXPECT_EQ(stream.bits(), 0x16554d9eca36314cU);
  EXPECT_EQ(stream.bits(), 0xdb20fe9d672d0fdcU);
  EXPECT_EQ(stream.bits(), 0xd7e772cee186176bU);
  EXPECT_EQ(stream.bits(), 0x7e68b68aec7ba23bU);
}

TEST(RandomStream, SeedPurposeAndPartGiveDifferentNumbers) {
  std::set<std::uint64_t> first;
  for (std::uint64_t seed : {1, 2})
    for (auto purpose : {Purpose::start, Purpose::batches, Purpose::optimizer})
      for (std::uint64_t part : {0, 1}) {
        RandomStream stream(seed, purpose);
        stream.seek(part);
        first.insert(stream.bits());
      }
  EXPECT_EQ(first.size(), 12U);
}

TEST(RandomStream, SeekGoesBackToTheBeginningOfAPart) {
  RandomStream stream(7, Purpose::noise);
  stream.seek(3);
  const auto first = stream.bits();
  stream.bits();
  stream.seek(4);
  stream.bits();
  stream.seek(3);
  EXPECT_EQ(stream.bits(), first);
}

TEST(RandomStream, BelowIsUniform) {
  RandomStream stream(1, Purpose::batches);
  std::vector<int> count(10);
  for (int i = 0; i < 100000; ++i) ++count.at(stream.below(10));
  for (int c : count) EXPECT_NEAR(c, 10000, 5 * std::sqrt(9000));  // five standard deviations
}

TEST(RandomStream, NormalHasMeanZeroAndVarianceOne) {
  const RandomStream stream(1, Purpose::start);
  std::vector<double> x(100001);
  stream.c()->normal(stream.c()->self, x.data(), x.size());
  double sum = 0, squares = 0;
  for (double v : x) sum += v, squares += v * v;
  const auto n = static_cast<double>(x.size());
  EXPECT_NEAR(sum / n, 0, 5 / std::sqrt(n));
  EXPECT_NEAR(squares / n, 1, 5 * std::sqrt(2 / n));
}

TEST(RandomStream, UniformStaysInsideTheOpenInterval) {
  const RandomStream stream(1, Purpose::start);
  std::vector<double> x(100000);
  stream.c()->uniform(stream.c()->self, x.data(), x.size());
  double sum = 0;
  for (double v : x) {
    ASSERT_GT(v, 0);
    ASSERT_LT(v, 1);
    sum += v;
  }
  EXPECT_NEAR(sum / 100000, 0.5, 5 / std::sqrt(12 * 100000));
}

}  // namespace
}  // namespace slalom::loader
