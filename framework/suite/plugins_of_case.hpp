// The plugins that a case uses.
#pragma once

#include "loader/inner.hpp"
#include "suite/plan.hpp"

namespace slalom::suite {

/// What a case says of a plugin: that of its problem, optimizer or schedule.
struct PluginUse {
  const char* kind;         ///< "problem", …
  const std::string& name;  ///< of the outermost
  const std::string& hash;  ///< of it and those inside of it; empty if it is not known
};

/// Calls visit(PluginUse, entry) for each plugin of the case, those inside of others included. `entry` points to its
/// ProblemEntry, OptimizerEntry or ScheduleEntry, or is null if the registry does not have it.
template <class Visit>
void for_each_plugin(const Case& c, const loader::Registry& registry, Visit visit) {
  const auto& problem = c.problem;
  const auto& optimizer = c.optimizer;
  for (const auto* entry : loader::nested_problems(registry, problem.name, problem.settings))
    visit(PluginUse{"problem", problem.name, problem.plugin_hash}, entry);
  for (const auto* entry : loader::nested_optimizers(registry, optimizer.name, optimizer.settings))
    visit(PluginUse{"optimizer", optimizer.name, optimizer.plugin_hash}, entry);
  if (const auto& rate = optimizer.learning_rate; rate)
    visit(PluginUse{"schedule", rate->schedule, optimizer.schedule_hash}, registry.schedule(rate->schedule));
}

}  // namespace slalom::suite
