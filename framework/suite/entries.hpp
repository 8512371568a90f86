// The entries of `problems` and `optimizers`, checked; grids are not yet expanded.
#pragma once

#include "suite/grid.hpp"
#include "suite/inherited_settings.hpp"

namespace slalom::suite {

struct VariantSpec {
  SourceLocation location;
  std::string label;
  InheritedSettings scope;
  Grid grid;  ///< of the settings that are given; those of what is inside are named "inner.beta1", "inner.inner.beta1",
              ///< …
};

template <class Entry>
struct Nested : VariantSpec {
  std::vector<const Entry*> plugins;  ///< it and what is inside, outermost first; none: a name is unknown, a mistake

  bool known() const { return !plugins.empty(); }
  const Entry& outermost() const { return *plugins.front(); }
  const Entry& innermost() const { return *plugins.back(); }
};

struct ProblemSpec : Nested<loader::ProblemEntry> {};

struct RateSpec {
  SourceLocation location;
  std::string schedule;
  const loader::ScheduleEntry* plugin = nullptr;  ///< null: constant, which is the host's own
  Grid grid;                                      ///< learning_rate, warmup and the schedule's settings
  std::optional<SearchRange> range;               ///< of learning_rate, as the suite gives it
};

struct OptimizerSpec : Nested<loader::OptimizerEntry> {
  std::vector<SearchRange> ranges;  ///< of settings, as the suite gives them; named as in the grid
  std::vector<RateSpec> rates;      ///< none if it takes no learning rate
};

/// `data`: where data sets are; if there are no folders, their names are not looked at.
ProblemSpec read_problem(const Node& node, const loader::Registry& registry, const loader::DataSource& data,
                         Diagnostics& diagnostics);
OptimizerSpec read_optimizer(const Node& node, const loader::Registry& registry, Diagnostics& diagnostics);

}  // namespace slalom::suite
