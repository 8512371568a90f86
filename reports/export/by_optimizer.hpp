// Stored runs by optimizer and problem, as tools of black-box optimization want them.
#pragma once

#include "store/store.hpp"

#include <string>
#include <vector>

namespace slalom::exports {

/// The runs of one optimizer on one problem.
struct ProblemFolder {
  std::size_t number = 0;  ///< from 1, the same for every optimizer
  std::string name;        ///< fit for a file's name
  std::string problem;     ///< its name in suites
  std::string label;
  std::uint64_t dimension = 0;
  double minimum = run::unknown;
  std::vector<suite::RunId> runs;  ///< by seed
};

struct OptimizerFolder {
  std::string name;  ///< fit for a file's name, and no other optimizer's
  std::string label;
  std::vector<ProblemFolder> problems;
};

/// Problems are numbered in the order of the plans; those of the same label in two experiments are two. Optimizers are
/// distinguished by their labels. Runs without a recorded loss are left out, and optimizers without other runs.
std::vector<OptimizerFolder> by_optimizer(const store::Store& store);

/// The names of their folders.
std::vector<std::string> folder_names(const std::vector<OptimizerFolder>& optimizers);

struct Evaluated {
  std::uint64_t evaluations = 0;
  double loss = 0;  ///< infinite where it was not finite
};

/// Losses by number of evaluations, at least one: the recorded points, and where a target was first reached, which is
/// known exactly between them (the loss there is at most minimum + target, and stands as that). Of the same number of
/// evaluations the lowest loss.
std::vector<Evaluated> evaluated(const run::RunRecord& run, double minimum);

}  // namespace slalom::exports
