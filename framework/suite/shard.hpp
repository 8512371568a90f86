// A suite in parts, for several machines.
#pragma once

#include "suite/plan.hpp"

#include <span>

namespace slalom::suite {

/// Part `index` of `count`, counted from 1.
struct Shard {
  std::uint64_t index = 1, count = 1;
  bool operator==(const Shard&) const = default;
};

/// "2/8". Throws std::invalid_argument if it is no such text, or the index is not from 1 to count.
Shard parse_shard(const std::string& text);
std::string to_text(const Shard& shard);

/// The part (1 to count) of each run of an expanded plan (suite/expand_stages.hpp), by the plan and the costs alone.
/// `costs`: what a run of each case costs, in any unit; empty: all the same. All runs of a study are in one part, which
/// can end it alone, and so are runs of several cases with one identity. The most expensive are distributed first, each
/// to the part that has the least (Graham 1969), so that all parts take about as long.
std::vector<std::uint64_t> shards(const Plan& expanded, std::uint64_t count, std::span<const double> costs = {});

/// The plan's runs that belong to a part. `costs` are those of the expanded plan.
std::vector<Run> runs_of(const Plan& plan, const Shard& shard, std::span<const double> costs = {});

}  // namespace slalom::suite
