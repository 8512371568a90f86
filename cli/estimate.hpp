// How long runs would take, judged by a few timed steps.
#pragma once

#include "run/executor.hpp"

namespace slalom::cli {

/// Seconds that `runs` would take in one thread, measuring included. Takes the first steps of one run of every case.
/// Runs that end early (`stop`, divergence) make it too long.
double estimate_seconds(const host::Plan& plan, std::span<const host::Run> runs, const host::Registry& registry,
                        const std::filesystem::path& data_folder);

}  // namespace slalom::cli
