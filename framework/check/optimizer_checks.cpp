#include "check/optimizer_checks.hpp"

#include "check/process_checks.hpp"
#include "check/short_run.hpp"

#include <array>

namespace slalom::check {

namespace {

/// A short life: whether it works at all, and what it leaves behind.
void exercise(const loader::OptimizerEntry& entry, const loader::PluginContext& context) {
  ShortRun short_run(entry, context);
  short_run.steps(5);
}

}  // namespace

std::span<const Check<loader::OptimizerEntry>> optimizer_checks() {
  using C = Check<loader::OptimizerEntry>;
  static constexpr std::array all{
      C{"short run", exercise},
      C{"dimensions", check_dimensions},
      C{"tensors", check_tensors},
      C{"real types", check_real_types},
      C{"settings", check_settings},
      C{"repeatable", check_repeatable},
      C{"independent states", check_independent_states},
      C{"elementwise steps", check_elementwise},
      C{"stops when the run ends", check_stops_when_told},
      C{"hard bounds", check_hard_bounds},
      C{"no Hessian-vector products", check_no_products},
      C{"says why", check_says_why},
      C{"destroyed at any step", check_destroyed_at_any_step},
      C{"writes only w", check_writes_only_w},
      C{"keeps no pointer to w", check_keeps_no_pointer},
      C{"evaluation point", check_evaluation_point},
      C{"NaN gradients", check_nan_gradients},
      C{"descent", check_descent},
      C{"allocations in steps", check_allocations},
      C{"threads", check_leaves<ThreadsBefore, loader::OptimizerEntry, exercise>},
      C{"open files", check_leaves<FilesBefore, loader::OptimizerEntry, exercise>},
      C{"process state", check_leaves<ProcessBefore, loader::OptimizerEntry, exercise>},
  };
  return all;
}

}  // namespace slalom::check
