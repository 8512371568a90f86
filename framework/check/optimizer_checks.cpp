#include "check/optimizer_checks.hpp"

#include "check/process_checks.hpp"
#include "check/trial.hpp"

#include <array>

namespace slalom::host {

namespace {

/// A short life, for checks of what it leaves behind.
void live(const OptimizerEntry& entry, const Surroundings& around) {
  Trial trial(entry, around);
  trial.steps(5);
}

}  // namespace

std::span<const Check<OptimizerEntry>> optimizer_checks() {
  using C = Check<OptimizerEntry>;
  static constexpr std::array all{
      C{"dimensions", check_dimensions},
      C{"tensors", check_tensors},
      C{"real types", check_real_types},
      C{"settings", check_settings},
      C{"repeatable", check_repeatable},
      C{"independent states", check_independent_states},
      C{"stops when told", check_stops_when_told},
      C{"destroyed at any step", check_destroyed_at_any_step},
      C{"writes only w", check_writes_only_w, "it reaches beyond the ends of w"},
      C{"keeps no pointer to w", check_keeps_no_pointer, "it uses the w of an earlier step"},
      C{"evaluation point", check_evaluation_point},
      C{"NaN gradients", check_nan_gradients},
      C{"descent", check_descent},
      C{"allocations in steps", check_allocations},
      C{"threads", check_leaves<ThreadsBefore, OptimizerEntry, live>},
      C{"open files", check_leaves<FilesBefore, OptimizerEntry, live>},
      C{"process state", check_leaves<ProcessBefore, OptimizerEntry, live>},
  };
  return all;
}

}  // namespace slalom::host
