// What every problem must hold to.
#pragma once

#include "check/verdict.hpp"

#include <span>

namespace slalom::host {

std::span<const Check<ProblemEntry>> problem_checks();

// Groups of them, each in a file of its own: problem_descriptions.cpp, …
void check_real_types(const ProblemEntry& entry, const PluginContext& context);
void check_settings(const ProblemEntry& entry, const PluginContext& context);
void check_start(const ProblemEntry& entry, const PluginContext& context);
void check_minima(const ProblemEntry& entry, const PluginContext& context);
void check_metrics(const ProblemEntry& entry, const PluginContext& context);

void check_gradient(const ProblemEntry& entry, const PluginContext& context);
void check_value_alone(const ProblemEntry& entry, const PluginContext& context);
void check_hessian_vector(const ProblemEntry& entry, const PluginContext& context);
void check_residuals(const ProblemEntry& entry, const PluginContext& context);
void check_values(const ProblemEntry& entry, const PluginContext& context);
void check_lanes(const ProblemEntry& entry, const PluginContext& context);
void check_examples(const ProblemEntry& entry, const PluginContext& context);

void check_repeatable(const ProblemEntry& entry, const PluginContext& context);
void check_independent_workspaces(const ProblemEntry& entry, const PluginContext& context);
void check_parallel_workspaces(const ProblemEntry& entry, const PluginContext& context);

void check_writes_only_gradient(const ProblemEntry& entry, const PluginContext& context);
void check_nan_points(const ProblemEntry& entry, const PluginContext& context);
void check_allocations(const ProblemEntry& entry, const PluginContext& context);

}  // namespace slalom::host
