#include "suite/shard.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <functional>
#include <map>
#include <numeric>
#include <queue>
#include <set>
#include <stdexcept>
#include <tuple>

namespace slalom::host {

Shard parse_shard(const std::string& text) {
  Shard shard{.index = 0, .count = 0};
  const auto* const end = text.data() + text.size();
  const auto first = std::from_chars(text.data(), end, shard.index);
  if (first.ec == std::errc() && first.ptr != end && *first.ptr == '/') {
    const auto second = std::from_chars(first.ptr + 1, end, shard.count);
    if (second.ec == std::errc() && second.ptr == end && shard.index >= 1 && shard.index <= shard.count) return shard;
  }
  throw std::invalid_argument(fmt::format("'{}' is no shard: it takes I/N, such as 2/8, with I from 1 to N", text));
}

std::string to_text(const Shard& shard) { return fmt::format("{}/{}", shard.index, shard.count); }

std::vector<std::uint64_t> shards(const Plan& plan, std::uint64_t count, std::span<const double> costs) {
  const auto cost = [&](std::size_t i) { return costs.empty() ? 1.0 : costs[plan.runs[i].case_index]; };
  std::vector<std::size_t> order(plan.runs.size());
  std::iota(order.begin(), order.end(), 0U);
  std::ranges::stable_sort(
      order, {}, [&](std::size_t i) { return std::tuple(-cost(i), plan.runs[i].case_index, plan.runs[i].id); });
  using Load = std::pair<double, std::uint64_t>;  // of a part
  std::priority_queue<Load, std::vector<Load>, std::greater<>> loads;
  for (std::uint64_t part = 1; part <= count; ++part) loads.emplace(0, part);
  std::map<RunId, std::uint64_t> known;
  std::vector<std::uint64_t> parts(plan.runs.size());
  for (const auto i : order) {
    const auto [place, is_new] = known.try_emplace(plan.runs[i].id, loads.top().second);
    parts[i] = place->second;
    if (!is_new) continue;
    const auto [load, part] = loads.top();
    loads.pop();
    loads.emplace(load + cost(i), part);
  }
  return parts;
}

std::vector<Run> runs_of(const Plan& plan, const Shard& shard, std::span<const double> costs) {
  const auto parts = shards(plan, shard.count, costs);
  std::vector<Run> runs;
  std::set<RunId> seen;
  for (std::size_t i = 0; i < parts.size(); ++i)
    if (parts[i] == shard.index && seen.insert(plan.runs[i].id).second) runs.push_back(plan.runs[i]);
  return runs;
}

}  // namespace slalom::host
