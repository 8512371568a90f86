// Whether stored runs can be repeated: some of them, drawn at random, run again.
#pragma once

#include "execute.hpp"
#include "store/store.hpp"

namespace slalom::cli {

struct Verified {
  std::size_t drawn = 0, repeated = 0, different = 0;
};

/// Runs `count` of the plans' stored runs again, or all if there are fewer, and says on standard output which differ,
/// and how. Failed runs, and those that a budget of CPU seconds ended, are never drawn.
Verified verify(const host::Store& store, std::span<const host::Plan> plans, std::size_t count,
                const ExecuteOptions& options, const Plugins& plugins);

}  // namespace slalom::cli
