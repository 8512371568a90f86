#include "suite/shard.hpp"

#include "suite/expand_stages.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <functional>
#include <map>
#include <queue>
#include <stdexcept>
#include <tuple>

namespace slalom::suite {

Shard parse_shard(const std::string& text) {
  Shard shard{.index = 0, .count = 0};
  const auto* const end = text.data() + text.size();
  const auto first = std::from_chars(text.data(), end, shard.index);
  if (first.ec == std::errc() && first.ptr != end && *first.ptr == '/') {
    const auto second = std::from_chars(first.ptr + 1, end, shard.count);
    if (second.ec == std::errc() && second.ptr == end && shard.index >= 1 && shard.index <= shard.count) return shard;
  }
  throw std::invalid_argument(
      fmt::format("'{}' is not a valid shard: write I/N, such as 2/8, with I from 1 to N", text));
}

std::string to_text(const Shard& shard) { return fmt::format("{}/{}", shard.index, shard.count); }

namespace {

/// Runs that are in one part.
struct Unit {
  double cost = 0;
  std::pair<std::uint32_t, RunId> first;  ///< of its cases and their runs
  std::vector<std::size_t> runs;          ///< as places among the plan's
};

std::vector<Unit> units(const Plan& plan, std::span<const double> costs) {
  std::vector<Unit> all;
  std::map<std::size_t, std::size_t> of_study;
  std::map<RunId, std::size_t> of_identity;
  for (std::size_t i = 0; i < plan.runs.size(); ++i) {
    const auto& run = plan.runs[i];
    const auto& trial = plan.cases[run.case_index].trial;
    const auto index = trial ? of_study.try_emplace(trial->study, all.size()).first->second
                             : of_identity.try_emplace(run.id, all.size()).first->second;
    const bool is_new = index == all.size();
    const std::pair here(run.case_index, run.id);
    if (is_new) all.push_back({.first = here});
    auto& unit = all[index];
    unit.first = std::min(unit.first, here);
    if (is_new || trial) unit.cost += costs.empty() ? 1 : costs[run.case_index];
    unit.runs.push_back(i);
  }
  return all;
}

}  // namespace

std::vector<std::uint64_t> shards(const Plan& expanded, std::uint64_t count, std::span<const double> costs) {
  auto distributed = units(expanded, costs);
  std::ranges::sort(distributed, {}, [](const Unit& unit) { return std::tuple(-unit.cost, unit.first); });
  using Load = std::pair<double, std::uint64_t>;  // of a part
  std::priority_queue<Load, std::vector<Load>, std::greater<>> loads;
  for (std::uint64_t part = 1; part <= count; ++part) loads.emplace(0, part);
  std::vector<std::uint64_t> parts(expanded.runs.size());
  for (const auto& unit : distributed) {
    const auto [load, part] = loads.top();
    loads.pop();
    loads.emplace(load + unit.cost, part);
    for (const auto i : unit.runs) parts[i] = part;
  }
  return parts;
}

std::vector<Run> runs_of(const Plan& plan, const Shard& shard, std::span<const double> costs) {
  const auto parts = shards(expand_all_stages(plan), shard.count, costs);
  std::vector<Run> runs;
  for (std::size_t i = 0; i < plan.runs.size(); ++i)  // runs of later stages come after them
    if (parts[i] == shard.index) runs.push_back(plan.runs[i]);
  return runs;
}

}  // namespace slalom::suite
