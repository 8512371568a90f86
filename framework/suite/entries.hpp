// The entries of `problems` and `optimizers`, checked; grids are not yet expanded.
#pragma once

#include "suite/grid.hpp"
#include "suite/scope.hpp"

namespace slalom::host {

struct Choice {
  Place place;
  std::string label;
  Scope scope;
  Grid grid;  ///< of the settings that are given; those of what is inside are named "inner.beta1", "inner.inner.beta1",
              ///< …
};

template <class Entry>
struct Nested : Choice {
  std::vector<const Entry*> plugins;  ///< it and what is inside, outermost first; none: a name is unknown, a mistake

  bool known() const { return !plugins.empty(); }
  const Entry& outermost() const { return *plugins.front(); }
  const Entry& innermost() const { return *plugins.back(); }
};

struct ProblemChoice : Nested<ProblemEntry> {};

struct RateChoice {
  Place place;
  std::string schedule;
  const ScheduleEntry* plugin = nullptr;  ///< null: constant, which is the host's own
  Grid grid;                              ///< learning_rate, warmup and the schedule's settings
  std::optional<SearchRange> range;       ///< of learning_rate, as the suite gives it
};

struct OptimizerChoice : Nested<OptimizerEntry> {
  std::vector<SearchRange> ranges;  ///< of settings, as the suite gives them; named as in the grid
  std::vector<RateChoice> rates;    ///< none if it takes no learning rate
};

/// `data`: the folders of data sets, separated by colons; if there are none, their names are not looked at.
ProblemChoice read_problem(const Node& node, const Registry& registry, const std::string& data, Findings& findings);
OptimizerChoice read_optimizer(const Node& node, const Registry& registry, Findings& findings);

}  // namespace slalom::host
