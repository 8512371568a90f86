// Runs of one case that are stepped together, for speed: their records are those of single runs, but for times.
#pragma once

#include "run/run.hpp"

#include <slalom/ext/lanes.h>

#include <span>
#include <vector>

namespace slalom::host {

/// What the optimizer's author says of it.
bool is_elementwise(const OptimizerEntry& optimizer);
/// The problem's extension, or null.
const slalom_lanes* lanes_of(const OpenProblem& problem);

/// Whether optimizer and problem offer it (see <slalom/ext/lanes.h>), and nothing in the case needs single steps.
bool runs_in_packs(const Case& c, const Registry& registry, const OpenProblem& problem);

/// The records, as the runs are; nothing if it was interrupted. `progress`: as in the context, of each run. Throws
/// where a plugin fails: who is to blame is found out in single runs.
std::optional<std::vector<RunRecord>> run_pack(const Case& c, std::span<const Run> runs, const RunContext& context,
                                               std::span<std::atomic<std::uint64_t>* const> progress);

}  // namespace slalom::host
