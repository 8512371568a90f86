#include "loader/random_stream.hpp"

#include <Random123/philox.h>
#include <gtest/gtest.h>

#include <Random123/uniform.hpp>
#include <array>
#include <cmath>
#include <numbers>
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

/// Numbers of one part, each block by itself.
std::vector<std::uint64_t> block_by_block(std::uint64_t seed, Purpose purpose, std::uint64_t part, std::size_t count) {
  std::vector<std::uint64_t> all;
  for (std::uint64_t block = 0; all.size() < count; ++block)
    for (const auto x : r123::Philox4x64()({{block, part, 0, 0}}, {{seed, static_cast<std::uint64_t>(purpose)}}))
      all.push_back(x);
  return all;
}

TEST(RandomStream, CountsBlocksUp) {
  RandomStream stream(7, Purpose::noise);
  stream.seek(3);
  for (const auto x : block_by_block(7, Purpose::noise, 3, 100)) ASSERT_EQ(stream.bits(), x);
}

/// The normal numbers of two random ones, to 64 bits.
std::array<long double, 2> exact_normals(std::uint64_t a, std::uint64_t b) {
  const long double angle = std::numbers::pi_v<long double> * r123::uneg11<double>(a);
  const long double length = std::sqrt(-2 * std::log(static_cast<long double>(r123::u01<double>(b))));
  return {length * std::sin(angle), length * std::cos(angle)};
}

TEST(RandomStream, NormalsAreBoxAndMullersToRounding) {
  constexpr std::size_t count = 100'000;
  const RandomStream stream(3, Purpose::start);
  std::vector<double> x(count);
  stream.c()->normal(stream.c()->self, x.data(), x.size());
  const auto bits = block_by_block(3, Purpose::start, 0, count);
  for (std::size_t i = 0; i < count; i += 2) {
    const auto exact = exact_normals(bits[i], bits[i + 1]);
    ASSERT_NEAR(x[i], static_cast<double>(exact[0]), 1e-15) << i;
    ASSERT_NEAR(x[i + 1], static_cast<double>(exact[1]), 1e-15) << i;
  }
}

TEST(RandomStream, ANormalNumberHasTheSameBitsWhereverItIsDrawn) {
  const RandomStream stream(3, Purpose::start);
  std::vector<double> pairs(200);
  stream.c()->normal(stream.c()->self, pairs.data(), pairs.size());
  RandomStream again(3, Purpose::start);
  for (std::size_t i = 0; i < pairs.size(); i += 2) {  // one number alone is the first of its pair
    double x = 0;
    again.c()->normal(again.c()->self, &x, 1);
    ASSERT_EQ(x, pairs[i]);
  }
  // In a part that has other numbers before: its bits are shifted by one against those of blocks.
  again.seek(5);
  again.bits();
  std::vector<double> shifted(40);
  again.c()->normal(again.c()->self, shifted.data(), shifted.size());
  const auto bits = block_by_block(3, Purpose::start, 5, 41);
  for (std::size_t i = 0; i < shifted.size(); ++i)
    ASSERT_NEAR(shifted[i], static_cast<double>(exact_normals(bits[i / 2 * 2 + 1], bits[i / 2 * 2 + 2])[i % 2]), 1e-15);
}

TEST(RandomStream, SeekForgetsNormalNumbers) {
  RandomStream stream(7, Purpose::noise);
  const auto draw = [&](std::uint64_t part) {
    stream.seek(part);
    double x = 0;
    stream.c()->normal(stream.c()->self, &x, 1);
    return x;
  };
  const double first = draw(3);
  EXPECT_NE(draw(4), first);
  EXPECT_EQ(draw(3), first);
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
