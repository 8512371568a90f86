// What every optimizer must hold to.
#pragma once

#include "check/verdict.hpp"

#include <span>

namespace slalom::check {

std::span<const Check<loader::OptimizerEntry>> optimizer_checks();

// Groups of them, each in a file of its own: optimizer_spaces.cpp, …
void check_dimensions(const loader::OptimizerEntry& entry, const loader::PluginContext& context);
void check_tensors(const loader::OptimizerEntry& entry, const loader::PluginContext& context);
void check_real_types(const loader::OptimizerEntry& entry, const loader::PluginContext& context);
void check_settings(const loader::OptimizerEntry& entry, const loader::PluginContext& context);

void check_repeatable(const loader::OptimizerEntry& entry, const loader::PluginContext& context);
void check_independent_states(const loader::OptimizerEntry& entry, const loader::PluginContext& context);
void check_elementwise(const loader::OptimizerEntry& entry, const loader::PluginContext& context);

void check_stops_when_told(const loader::OptimizerEntry& entry, const loader::PluginContext& context);
void check_destroyed_at_any_step(const loader::OptimizerEntry& entry, const loader::PluginContext& context);
void check_hard_bounds(const loader::OptimizerEntry& entry, const loader::PluginContext& context);
void check_no_products(const loader::OptimizerEntry& entry, const loader::PluginContext& context);
void check_says_why(const loader::OptimizerEntry& entry, const loader::PluginContext& context);

void check_nan_gradients(const loader::OptimizerEntry& entry, const loader::PluginContext& context);
void check_descent(const loader::OptimizerEntry& entry, const loader::PluginContext& context);

void check_writes_only_w(const loader::OptimizerEntry& entry, const loader::PluginContext& context);
void check_keeps_no_pointer(const loader::OptimizerEntry& entry, const loader::PluginContext& context);
void check_evaluation_point(const loader::OptimizerEntry& entry, const loader::PluginContext& context);
void check_allocations(const loader::OptimizerEntry& entry, const loader::PluginContext& context);

}  // namespace slalom::check
