// What runs cost, as a file that all tasks of a cluster deal out the same shards by.
#pragma once

#include "suite/plan.hpp"

#include <filesystem>

namespace slalom::cluster {

/// Writes the seconds that a run of each of the plan's cases takes.
void write_costs(const std::filesystem::path& file, const suite::Plan& plan, const std::vector<double>& seconds);

/// Those of the plan's cases, in order; a case that the file does not know costs as much as the mean of the others.
/// Throws std::runtime_error if the file is not there or damaged.
std::vector<double> read_costs(const std::filesystem::path& file, const suite::Plan& plan);

}  // namespace slalom::cluster
