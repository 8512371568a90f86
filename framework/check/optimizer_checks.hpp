// What every optimizer must hold to.
#pragma once

#include "check/verdict.hpp"

#include <span>

namespace slalom::host {

std::span<const Check<OptimizerEntry>> optimizer_checks();

// Groups of them, each in a file of its own: optimizer_spaces.cpp, …
void check_dimensions(const OptimizerEntry& entry, const PluginContext& context);
void check_tensors(const OptimizerEntry& entry, const PluginContext& context);
void check_real_types(const OptimizerEntry& entry, const PluginContext& context);
void check_settings(const OptimizerEntry& entry, const PluginContext& context);

void check_repeatable(const OptimizerEntry& entry, const PluginContext& context);
void check_independent_states(const OptimizerEntry& entry, const PluginContext& context);
void check_elementwise(const OptimizerEntry& entry, const PluginContext& context);

void check_stops_when_told(const OptimizerEntry& entry, const PluginContext& context);
void check_destroyed_at_any_step(const OptimizerEntry& entry, const PluginContext& context);
void check_hard_bounds(const OptimizerEntry& entry, const PluginContext& context);
void check_no_products(const OptimizerEntry& entry, const PluginContext& context);
void check_says_why(const OptimizerEntry& entry, const PluginContext& context);

void check_nan_gradients(const OptimizerEntry& entry, const PluginContext& context);
void check_descent(const OptimizerEntry& entry, const PluginContext& context);

void check_writes_only_w(const OptimizerEntry& entry, const PluginContext& context);
void check_keeps_no_pointer(const OptimizerEntry& entry, const PluginContext& context);
void check_evaluation_point(const OptimizerEntry& entry, const PluginContext& context);
void check_allocations(const OptimizerEntry& entry, const PluginContext& context);

}  // namespace slalom::host
