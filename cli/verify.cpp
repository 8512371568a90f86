#include "verify.hpp"

#include "run/differences.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iostream>
#include <random>
#include <set>

namespace slalom::cli {

namespace {

struct Candidate {
  const host::Plan* plan;
  host::Run run;
};

std::vector<Candidate> draw(const host::Store& store, std::span<const host::Plan> plans, std::size_t count) {
  const auto done = store.done();
  std::vector<Candidate> candidates;
  std::set<host::RunId> seen;
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

Verified verify(const host::Store& store, std::span<const host::Plan> plans, std::size_t count,
                const ExecuteOptions& options, const Plugins& plugins) {
  const auto drawn = draw(store, plans, count);
  Verified verified{.drawn = drawn.size()};
  const auto judge = [&](const host::RunRecord& now) {
    ++verified.repeated;
    const auto different = host::differences(store.find(now.id).value(), now);
    if (different.empty()) return;
    ++verified.different;
    std::cout << fmt::format("run {} differs: {}\n", now.id.text(), fmt::join(different, "; "));
  };
  for (const auto& plan : plans) {
    std::vector<host::Run> runs;
    for (const auto& candidate : drawn)
      if (candidate.plan == &plan) runs.push_back(candidate.run);
    if (runs.empty()) continue;
    execute(plan, runs, options, plugins, {.record = judge});
  }
  return verified;
}

}  // namespace slalom::cli
