// One experiment as a suite gives it, the defaults of the level above filled in; grids are not yet expanded.
#pragma once

#include "loader/data_source.hpp"
#include "suite/entries.hpp"

#include <memory>

namespace slalom::suite {

struct Seeds {
  std::uint64_t count = 0;
  std::vector<std::uint64_t> list;  ///< empty: 1 … count
  std::uint64_t operator[](std::size_t i) const { return list.empty() ? i + 1 : list[i]; }
};

struct ExperimentSpec {
  SourceLocation location;
  std::string name, about, question;
  std::string baseline;  ///< label of an optimizer
  SourceLocation baseline_location;
  Equivalence equivalence;
  InheritedSettings scope;
  Seeds seeds;
  std::optional<std::uint64_t> trials;  ///< instead of the suite's, wherever it tunes
  // Shared: experiments without lists of their own have the suite's.
  std::shared_ptr<const std::vector<ProblemSpec>> problems;
  std::shared_ptr<const std::vector<OptimizerSpec>> optimizers;
};

/// What holds for an optimizer on a problem.
InheritedSettings inherited_settings_of(const ExperimentSpec& block, const ProblemSpec& problem,
                                        const OptimizerSpec& optimizer);

/// Finds what does not go together: too many runs, labels that stand twice, a case without budget, …
void check(const std::vector<ExperimentSpec>& specs, Diagnostics& diagnostics);

/// The experiments, cases and runs of blocks that have no mistakes.
void expand(const std::vector<ExperimentSpec>& specs, const loader::DataSource& data_folder, Plan& plan);

}  // namespace slalom::suite
