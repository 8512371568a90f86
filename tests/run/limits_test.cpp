#include "run/limits.hpp"

#include <gtest/gtest.h>

#include <limits>

namespace slalom::run {
namespace {

constexpr auto unlimited = std::numeric_limits<std::uint64_t>::max();

struct Example {
  suite::Budget budget;
  std::uint64_t steps, evaluations, examples;
  bool known;
};

class LimitsOf : public testing::TestWithParam<Example> {};

TEST_P(LimitsOf, AProblemOf100ExamplesInBatchesOf32) {
  const auto& e = GetParam();
  const auto limits = limits_of(e.budget, 32, 100);
  EXPECT_EQ(limits.steps_known, e.known);
  if (e.known) {
    EXPECT_EQ(limits.steps, e.steps);
  }
  EXPECT_EQ(limits.evaluations, e.evaluations);
  EXPECT_EQ(limits.examples, e.examples);
}

INSTANTIATE_TEST_SUITE_P(
    Table, LimitsOf,
    testing::Values(Example{{.steps = 7}, 7, unlimited, unlimited, true},
                    Example{{.evaluations = 9}, 9, 9, unlimited, true},
                    Example{{.epochs = 2}, 6, unlimited, 200, true},   // 6.25 batches
                    Example{{.epochs = 0.5}, 1, unlimited, 50, true},  // 1.56 batches
                    Example{{.epochs = 0.3}, 0, unlimited, 30, true},
                    Example{{.epochs = 0.29}, 0, unlimited, 29, true},   // in binary a little less
                    Example{{.epochs = 0.499}, 1, unlimited, 49, true},  // 49.9 examples
                    Example{{.steps = 3, .epochs = 2}, 3, unlimited, 200, true},
                    Example{{.steps = 30, .evaluations = 20}, 20, 20, unlimited, true},
                    Example{{.epochs = 1e300}, unlimited / 32, unlimited, unlimited, true},
                    Example{{.epochs = 1.8e17}, 562500000000000000, unlimited, 18000000000000000000U, true},
                    Example{{.cpu_seconds = 1}, 0, unlimited, unlimited, false}));

}  // namespace
}  // namespace slalom::run
