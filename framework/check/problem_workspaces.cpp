// One open problem, many workspaces, many threads.
#include "check/problem_checks.hpp"
#include "check/sample.hpp"
#include "run/float_environment.hpp"

#include <chrono>
#include <memory>
#include <thread>

namespace slalom::check {

namespace {

bool same(const Evaluation& a, const Evaluation& b) {
  return same_bits({a.value}, {b.value}) && same_bits(a.gradient, b.gradient);
}

}  // namespace

void check_repeatable(const loader::ProblemEntry& entry, const loader::PluginContext& context) {
  Sample first(entry, context), second(entry, context);
  const auto w = first.point(1);
  const auto answer = first.at(w);
  if (!same(first.at(w), answer)) fail("two evaluations at one point differ");
  if (!same(second.at(w), answer)) fail("opened a second time with the same settings, it is another problem");
}

void check_independent_workspaces(const loader::ProblemEntry& entry, const loader::PluginContext& context) {
  Sample first(entry, context);
  const auto w = first.point(1), v = first.point(2);
  const auto at_w = first.at(w), at_v = first.at(v);
  Sample second(first);
  if (!same(second.at(v), at_v)) fail("another workspace gives another value or gradient at one point");
  if (!same(first.at(w), at_w)) fail("what one workspace gives changes when another is used");
}

void check_parallel_workspaces(const loader::ProblemEntry& entry, const loader::PluginContext& context) {
  constexpr std::size_t threads = 4;
  constexpr int least = 3, most = 50;
  static constexpr std::chrono::seconds long_enough(1);
  Sample first(entry, context);
  if (first.problem().description().serial != 0) return;
  struct Work {
    std::unique_ptr<Sample> sample;
    Numbers w;
    Evaluation expected;
    bool differs = false;
  };
  std::vector<Work> work(threads);
  for (std::size_t i = 0; i < threads; ++i) {
    work[i].sample = std::make_unique<Sample>(first);
    work[i].w = first.point(i);
    work[i].expected = first.at(work[i].w);
  }
  std::vector<std::jthread> running;
  for (auto& mine : work)
    running.emplace_back([&mine] {
      const run::FloatEnvironment environment;
      const auto begin = std::chrono::steady_clock::now();
      for (int i = 0; i < most && (i < least || std::chrono::steady_clock::now() - begin < long_enough); ++i)
        mine.differs = mine.differs || !same(mine.sample->at(mine.w), mine.expected);
    });
  running.clear();  // waits for them
  for (const auto& mine : work)
    if (mine.differs) fail("with {} workspaces in use at once, values or gradients differ; is it `serial`?", threads);
}

}  // namespace slalom::check
