// When a comparison has enough seeds: `--seeds auto`.
#pragma once

#include "tune/seed_rule.hpp"

namespace slalom::statistics {

/// Adds seeds in rounds, up to `max_seeds`, to the problems whose best optimizer is not yet statistically
/// distinguishable from the runner-up at level `alpha`.
tune::SeedRule until_distinguishable(std::uint64_t max_seeds, double alpha);

}  // namespace slalom::statistics
