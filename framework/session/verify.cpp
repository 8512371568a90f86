#include "session/verify.hpp"

#include "run/differences.hpp"

#include <algorithm>
#include <random>
#include <set>

namespace slalom::session {

namespace {

struct Candidate {
  const suite::Plan* plan;
  suite::Run run;
};

std::vector<Candidate> draw(const store::Store& store, std::span<const suite::Plan> plans, std::size_t count) {
  const auto done = store.done();
  std::vector<Candidate> candidates;
  std::set<suite::RunId> seen;
  for (const auto& plan : plans)
    for (const auto& run : plan.runs)
      if (std::ranges::binary_search(done, run.id) && seen.insert(run.id).second) candidates.push_back({&plan, run});
  std::ranges::shuffle(candidates, std::mt19937_64(std::random_device()()));
  std::vector<Candidate> drawn;
  for (const auto& candidate : candidates) {
    if (drawn.size() == count) break;
    if (!store.find(candidate.run.id).value().clock_ended) drawn.push_back(candidate);
  }
  return drawn;
}

}  // namespace

Verification verify(const store::Store& store, std::span<const suite::Plan> plans, std::size_t count,
                    Executor& executor, const run::ExecutionOptions& options, const run::RunEvents& events) {
  const auto drawn = draw(store, plans, count);
  Verification verification{.drawn = drawn.size()};
  auto repeated = events;
  repeated.begin = [](const auto&...) {};
  repeated.problem_info = [](const auto&...) {};
  repeated.record = [&](const run::RunRecord& now) {
    ++verification.repeated;
    if (auto fields = run::differences(store.find(now.id).value(), now); !fields.empty())
      verification.different.push_back({now.id, std::move(fields)});
  };
  for (const auto& plan : plans) {
    std::vector<suite::Run> runs;
    for (const auto& candidate : drawn)
      if (candidate.plan == &plan) runs.push_back(candidate.run);
    if (!runs.empty()) executor.execute(plan, runs, options, repeated);
  }
  return verification;
}

}  // namespace slalom::session
