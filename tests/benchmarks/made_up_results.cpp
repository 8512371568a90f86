// Makes up results for measuring and looking at reports of any size:
//   made_up_results DIR PROBLEMS OPTIMIZERS SEEDS [SHARDS]
// Then `time slalom report DIR`. 20 problems, 30 optimizers and 17 seeds are 10,200 runs of 100 points. With SHARDS,
// DIR has a folder for each, with runs of 10 points: for `slalom merge DIR/*`.
#include "store/store.hpp"
#include "suite/shard.hpp"

#include <fmt/format.h>

#include <cmath>
#include <cstdlib>
#include <iostream>

namespace slalom {

namespace {

suite::Case make_case(std::size_t problem, std::size_t optimizer) {
  suite::Case c;
  c.problem.name = c.problem.label = fmt::format("problem {}", problem);
  c.optimizer.name = c.optimizer.label = c.optimizer.family = fmt::format("optimizer {}", optimizer);
  c.optimizer.learning_rate.emplace();
  c.optimizer.learning_rate->initial = 0.1;
  c.budget.steps = 10'000;
  c.targets = {1e-1, 1e-3};
  return c;
}

/// Exponential decay to a floor, both of which depend on all three.
run::RunRecord make_run(const suite::Run& run, std::size_t problem, std::size_t optimizer, int points) {
  const auto seed = run.seed;
  run::RunRecord r{.id = run.id, .seed = seed, .status = run::Status::finished, .reason = "budget used up"};
  const double noise = std::sin(static_cast<double>(17 * seed + 5 * optimizer + 3 * problem));
  const double rate = 1e-3 * static_cast<double>(1 + (optimizer * 7 + problem * 3) % 30) * (1 + 0.2 * noise);
  for (int i = 0; i < points; ++i) {
    const auto step = static_cast<std::uint64_t>(std::pow(10'000, i / (points - 1.0))) - (i == 0 ? 1U : 0U);
    r.points.push_back({.step = step,
                        .evaluations = step,
                        .examples = step,
                        .cpu_seconds = 1e-7 * static_cast<double>(step),
                        .loss = 10 * std::exp(-rate * static_cast<double>(step)) + 1e-6 * (2 + noise)});
  }
  r.steps = r.evaluations = r.examples = 10'000;
  r.cpu_seconds = 1e-3;
  for (const double target : {1e-1, 1e-3}) {
    run::TargetHit hit{.target = target};
    for (const auto& point : r.points)
      if (!hit.reached && point.loss <= target)
        hit = {target, true, point.step, point.evaluations, point.examples, point.cpu_seconds};
    r.targets.push_back(hit);
  }
  return r;
}

suite::Plan make_plan(std::size_t problems, std::size_t optimizers, std::uint64_t seeds) {
  suite::Plan plan;
  plan.suite = "made-up";
  plan.experiments = {{"one", ""}};
  for (std::size_t p = 0; p < problems; ++p)
    for (std::size_t o = 0; o < optimizers; ++o) {
      plan.cases.push_back(make_case(p, o));
      const auto text = suite::canonical(plan.cases.back());
      for (std::uint64_t seed = 1; seed <= seeds; ++seed)
        plan.runs.push_back({static_cast<std::uint32_t>(plan.cases.size() - 1), seed, suite::identify(text, seed)});
    }
  return plan;
}

void store_plan(const suite::Plan& plan, const std::filesystem::path& folder, std::size_t optimizers, int points,
                const Json& provenance) {
  store::Store store(folder, store::Store::Mode::write);
  store.put_plan(plan, provenance);
  for (std::size_t first = 0; first < plan.cases.size(); first += optimizers)
    store.put_info(run::problem_key(plan.cases[first]), {.dimension = 10, .minimum = 0});
  for (const auto& run : plan.runs)
    store.put(make_run(run, run.case_index / optimizers, run.case_index % optimizers, points));
}

void store_shards(suite::Plan plan, const std::filesystem::path& folder, std::size_t optimizers, std::uint64_t count) {
  const auto all = plan.runs;
  const auto parts = suite::shards(plan, count);
  std::vector<std::vector<suite::Run>> runs(count);
  for (std::size_t i = 0; i < all.size(); ++i) runs[parts[i] - 1].push_back(all[i]);
  for (std::uint64_t shard = 1; shard <= count; ++shard) {
    plan.runs = runs[shard - 1];
    store_plan(plan, folder / std::to_string(shard), optimizers, 10,
               {{"shards", {{"count", count}, {"there", {shard}}}}});
  }
}

}  // namespace

}  // namespace slalom

int main(int count, char** words) {
  if (count != 5 && count != 6) {
    std::cerr << "usage: made_up_results DIR PROBLEMS OPTIMIZERS SEEDS [SHARDS]\n";
    return 2;
  }
  const auto optimizers = std::stoul(words[3]);
  const auto plan = slalom::make_plan(std::stoul(words[2]), optimizers, std::stoul(words[4]));
  if (count == 5)
    slalom::store_plan(plan, words[1], optimizers, 100, slalom::Json::object());
  else
    slalom::store_shards(plan, words[1], optimizers, std::stoul(words[5]));
}
