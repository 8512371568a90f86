// The step loop allocates nothing: ten times the steps take no more memory.
#include "support/runs.hpp"

#include <gtest/gtest.h>

#ifndef SLALOM_SANITIZED  // sanitizers bring an allocator of their own

#include "support/allocations.hpp"

namespace slalom::test {
namespace {

constexpr std::size_t slack = 20;  // texts have other lengths

std::size_t allocations_of(const host::Case& c) {
  const auto before = allocations;
  const auto r = run(c);
  EXPECT_EQ(r.steps, *c.budget.steps) << r.reason;
  return allocations - before;
}

TEST(Allocations, AreAsManyForTenTimesTheSteps) {
  for (const auto* problem : {"two_wells", "mlp"})
    for (const auto* optimizer : {"sgd", "momentum", "nesterov", "adagrad", "rmsprop", "adam"}) {
      auto c = make_case(problem, Json::object(), optimizer, Json::object(), 1e-4);
      if (std::string_view(problem) == "mlp") c.batch = {host::Sampling::shuffled, 32};
      c.targets = {1e-3};
      c.recording = {.points = 5, .spacing = host::Spacing::even};
      c.optimizer.learning_rate->schedule = "cosine";
      c.optimizer.learning_rate->settings = complete(registry().schedule("cosine")->settings, Json::object());
      c.budget = {.steps = 100};
      allocations_of(c);  // what the first run of all loads is not its own
      const auto few = allocations_of(c);
      EXPECT_GT(few, 10U);
      c.budget = {.steps = 1000};
      EXPECT_LE(allocations_of(c), few + slack) << problem << ", " << optimizer;
    }
}

}  // namespace
}  // namespace slalom::test
#endif
