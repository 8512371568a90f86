// The key `learning_rate` of an optimizer.
#pragma once

#include "suite/entries.hpp"

namespace slalom::suite {

/// A number, a map with a schedule, or a list of those: one choice for every schedule. The optimizer takes one.
std::vector<RateSpec> read_learning_rate(const Node& node, const loader::OptimizerEntry& optimizer,
                                         const loader::Registry& registry, Diagnostics& diagnostics);

}  // namespace slalom::suite
