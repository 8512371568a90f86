// The step loop allocates nothing: ten times the steps take no more memory.
#include "support/runs.hpp"

#include <gtest/gtest.h>

#ifndef SLALOM_SANITIZED  // sanitizers bring an allocator of their own

#include "loader/heap.hpp"

namespace slalom::test {
namespace {

constexpr std::size_t slack = 20;  // texts have other lengths

std::size_t allocations() { return loader::heap_use()->allocations; }

std::size_t allocations_of(const suite::Case& c) {
  const auto before = allocations();
  const auto r = run(c);
  EXPECT_EQ(r.steps, *c.budget.steps) << r.reason;
  return allocations() - before;
}

void expect_as_many_for_ten_times_the_steps(const std::string& problem, const std::string& optimizer,
                                            const Json& settings, std::uint64_t steps = 100) {
  auto c = make_case(problem, Json::object(), optimizer, settings, 1e-4);
  if (problem != "two_wells") c.batch = {suite::Sampling::shuffled, 32};
  c.targets = {1e-3};
  c.recording = {.points = 5, .spacing = suite::Spacing::even};
  c.optimizer.learning_rate->schedule = "cosine";
  c.optimizer.learning_rate->settings = loader::complete(registry().schedule("cosine")->settings, Json::object());
  c.budget = {.steps = steps};
  allocations_of(c);  // what the first run of all loads is not its own
  const auto few = allocations_of(c);
  EXPECT_GT(few, 10U);
  c.budget = {.steps = 10 * steps};
  EXPECT_LE(allocations_of(c), few + slack) << problem << ", " << optimizer << settings;
}

TEST(Allocations, AreAsManyForTenTimesTheSteps) {
  for (const auto* problem : {"two_wells", "mlp"})
    for (const auto* optimizer : {"sgd", "momentum", "nesterov", "adagrad", "rmsprop", "adam"})
      expect_as_many_for_ten_times_the_steps(problem, optimizer, Json::object());
}

TEST(Allocations, OfEveryNetworkAreSoToo) {
  for (const auto* problem :
       {"lenet", "cnn_2c2d", "resnet", "autoencoder", "vae", "char_lstm", "transformer", "softmax_regression"})
    expect_as_many_for_ten_times_the_steps(problem, "sgd", Json::object(), 10);
}

TEST(Allocations, OfOptimizersAroundOthersAreSoToo) {
  const Json adam{{"inner", {{"optimizer", "adam"}}}};
  Json clip_of_adam = adam;
  clip_of_adam["optimizer"] = "clip";
  for (const auto* problem : {"two_wells", "mlp"})
    for (const auto* wrapper : {"centralize", "clip", "ema", "lookahead", "sam"}) {
      expect_as_many_for_ten_times_the_steps(problem, wrapper, adam);
      expect_as_many_for_ten_times_the_steps(problem, wrapper, {{"inner", clip_of_adam}});
    }
}

}  // namespace
}  // namespace slalom::test
#endif
