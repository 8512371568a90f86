// One run: an optimizer, a problem, a seed.
#pragma once

#include "loader/problem.hpp"
#include "loader/registry.hpp"
#include "run/record.hpp"

#include <atomic>
#include <optional>

namespace slalom::host {

struct RunContext {
  const Registry& registry;
  const OpenProblem& problem;
  const DataSource& data_folder;
  const std::atomic<bool>* interrupted;  ///< may be null
  std::atomic<std::uint64_t>* progress;  ///< told before each step: one more than its number, from 1; may be null
};

/// Nothing if it was interrupted. Throws what plugins report as errors.
std::optional<RunRecord> run(const Case& c, const Run& run, const RunContext& context);

}  // namespace slalom::host
