// One run: an optimizer, a problem, a seed.
#pragma once

#include "loader/problem.hpp"
#include "loader/registry.hpp"
#include "run/record.hpp"

#include <atomic>
#include <optional>

namespace slalom::run {

struct RunContext {
  const loader::Registry& registry;
  const loader::OpenProblem& problem;
  const loader::DataSource& data_folder;
  const std::atomic<bool>* interrupted;  ///< may be null
  std::atomic<std::uint64_t>* progress;  ///< told before each step: one more than its number, from 1; may be null
};

/// Nothing if it was interrupted. Throws what plugins report as errors.
std::optional<RunRecord> run(const suite::Case& c, const suite::Run& run, const RunContext& context);

}  // namespace slalom::run
