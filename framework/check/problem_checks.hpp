// What every problem must hold to.
#pragma once

#include "check/verdict.hpp"

#include <span>

namespace slalom::check {

std::span<const Check<loader::ProblemEntry>> problem_checks();

// Groups of them, each in a file of its own: problem_descriptions.cpp, …
void check_real_types(const loader::ProblemEntry& entry, const loader::PluginContext& context);
void check_settings(const loader::ProblemEntry& entry, const loader::PluginContext& context);
void check_start(const loader::ProblemEntry& entry, const loader::PluginContext& context);
void check_minima(const loader::ProblemEntry& entry, const loader::PluginContext& context);
void check_metrics(const loader::ProblemEntry& entry, const loader::PluginContext& context);

void check_gradient(const loader::ProblemEntry& entry, const loader::PluginContext& context);
void check_value_alone(const loader::ProblemEntry& entry, const loader::PluginContext& context);
void check_hessian_vector(const loader::ProblemEntry& entry, const loader::PluginContext& context);
void check_residuals(const loader::ProblemEntry& entry, const loader::PluginContext& context);
void check_values(const loader::ProblemEntry& entry, const loader::PluginContext& context);
void check_lanes(const loader::ProblemEntry& entry, const loader::PluginContext& context);
void check_examples(const loader::ProblemEntry& entry, const loader::PluginContext& context);

void check_repeatable(const loader::ProblemEntry& entry, const loader::PluginContext& context);
void check_independent_workspaces(const loader::ProblemEntry& entry, const loader::PluginContext& context);
void check_parallel_workspaces(const loader::ProblemEntry& entry, const loader::PluginContext& context);

void check_writes_only_gradient(const loader::ProblemEntry& entry, const loader::PluginContext& context);
void check_nan_points(const loader::ProblemEntry& entry, const loader::PluginContext& context);
void check_allocations(const loader::ProblemEntry& entry, const loader::PluginContext& context);

}  // namespace slalom::check
