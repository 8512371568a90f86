// Micro-benchmarks of every optimizer and every problem, by Google Benchmark.
#pragma once

#include "loader/registry.hpp"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace slalom::bench {

/// Registers and runs, with Google Benchmark's own options (--benchmark_filter=…, --benchmark_format=json, …):
///   step/OPTIMIZER        a whole step of a run on a quadratic in two dimensions, float64: loop, counting, recording
///   update/OPTIMIZER      the update alone of a million float32 parameters; ns_per_parameter
///   gradient/PROBLEM      value and gradient at the start, batches of 32 where there is data, in the preferred type
///   value/PROBLEM         the value alone
/// `dimension`: of the problems that have this setting; then there are no others. False where a plugin
/// failed; those that do not fit are skipped. Throws std::invalid_argument on an
/// option that Google Benchmark does not know.
bool run_benchmarks(const loader::Registry& registry, const loader::DataSource& data_folder,
                    const std::vector<std::string>& options, std::optional<std::uint64_t> dimension);

}  // namespace slalom::bench
