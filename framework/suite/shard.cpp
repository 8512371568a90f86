#include "suite/shard.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <map>
#include <numeric>
#include <set>
#include <stdexcept>

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

std::vector<std::uint64_t> shards(const Plan& plan, std::uint64_t count) {
  std::vector<std::size_t> order(plan.runs.size());
  std::iota(order.begin(), order.end(), 0U);
  std::ranges::stable_sort(order, {},
                           [&](std::size_t i) { return std::pair(plan.runs[i].case_index, plan.runs[i].id); });
  std::map<RunId, std::uint64_t> known;
  std::vector<std::uint64_t> parts(plan.runs.size());
  for (const auto i : order) parts[i] = known.try_emplace(plan.runs[i].id, known.size() % count + 1).first->second;
  return parts;
}

std::vector<Run> runs_of(const Plan& plan, const Shard& shard) {
  const auto parts = shards(plan, shard.count);
  std::vector<Run> runs;
  std::set<RunId> seen;
  for (std::size_t i = 0; i < parts.size(); ++i)
    if (parts[i] == shard.index && seen.insert(plan.runs[i].id).second) runs.push_back(plan.runs[i]);
  return runs;
}

}  // namespace slalom::host
