// The entries of `problems` and `optimizers`, checked; grids are not yet expanded.
#pragma once

#include "suite/grid.hpp"
#include "suite/scope.hpp"

namespace slalom::host {

struct Choice {
  Place place;
  std::string label;
  Scope scope;
  Grid grid;  ///< of the settings that are given
};

struct ProblemChoice : Choice {
  const ProblemEntry* plugin = nullptr;  ///< null: unknown, which is a mistake
};

struct RateChoice {
  Place place;
  std::string schedule;
  const ScheduleEntry* plugin = nullptr;  ///< null: constant, which is the host's own
  Grid grid;                              ///< learning_rate, warmup and the schedule's settings
};

struct OptimizerChoice : Choice {
  const OptimizerEntry* plugin = nullptr;
  std::vector<RateChoice> rates;  ///< none if it takes no learning rate
};

ProblemChoice read_problem(const Node& node, const Registry& registry, Findings& findings);
OptimizerChoice read_optimizer(const Node& node, const Registry& registry, Findings& findings);

}  // namespace slalom::host
