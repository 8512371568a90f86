// Runs of one case that are stepped together, for speed: their records are those of single runs, but for times.
#pragma once

#include "run/run.hpp"

#include <slalom/ext/lanes.h>

#include <span>
#include <vector>

namespace slalom::run {

/// What the optimizer's author says of it.
bool is_elementwise(const loader::OptimizerEntry& optimizer);
/// The problem's extension, or null.
const slalom_lanes* lanes_of(const loader::OpenProblem& problem);

/// So many runs of one case that they are stepped together. Fewer are not: the CPU time of a run in a pack is a
/// fraction of that of a single run, and optimizers that cannot be stepped so are to be compared with those that can.
inline constexpr std::size_t min_runs_for_packs = 64;

/// Whether optimizer and problem offer it (see <slalom/ext/lanes.h>), and nothing in the case needs single steps.
bool runs_in_packs(const suite::Case& c, const loader::Registry& registry, const loader::OpenProblem& problem);

/// The records, as the runs are; nothing if it was interrupted. `progress`: as in the context, of each run. Throws
/// where a plugin fails: single runs find the culprit.
std::optional<std::vector<RunRecord>> run_pack(const suite::Case& c, std::span<const suite::Run> runs,
                                               const RunContext& context,
                                               std::span<std::atomic<std::uint64_t>* const> progress);

}  // namespace slalom::run
