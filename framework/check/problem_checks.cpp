#include "check/problem_checks.hpp"

#include "check/process_checks.hpp"
#include "check/sample.hpp"

#include <array>

namespace slalom::check {

namespace {

void check_evaluation(const loader::ProblemEntry& entry, const loader::PluginContext& context) {
  Sample sample(entry, context);
  sample.at(sample.point(1));
}

/// A short life, for checks of what it leaves behind.
void exercise(const loader::ProblemEntry& entry, const loader::PluginContext& context) {
  Sample sample(entry, context);
  const auto w = sample.point(1);
  for (int i = 0; i < 3; ++i) sample.at(w);
  sample.metrics(w);
}

}  // namespace

std::span<const Check<loader::ProblemEntry>> problem_checks() {
  using C = Check<loader::ProblemEntry>;
  static constexpr std::array all{
      C{"evaluation", check_evaluation},
      C{"real types", check_real_types},
      C{"settings", check_settings},
      C{"start", check_start},
      C{"known minima", check_minima},
      C{"metrics", check_metrics},
      C{"gradient", check_gradient},
      C{"value alone", check_value_alone},
      C{"Hessian-vector products", check_hessian_vector},
      C{"residuals", check_residuals},
      C{"values at many points", check_values},
      C{"gradients of many runs", check_lanes},
      C{"examples", check_examples},
      C{"repeatable", check_repeatable},
      C{"independent workspaces", check_independent_workspaces},
      C{"parallel workspaces", check_parallel_workspaces},
      C{"writes only the gradient", check_writes_only_gradient},
      C{"NaN points", check_nan_points},
      C{"allocations in evaluations", check_allocations},
      C{"threads", check_leaves<ThreadsBefore, loader::ProblemEntry, exercise>},
      C{"open files", check_leaves<FilesBefore, loader::ProblemEntry, exercise>},
      C{"process state", check_leaves<ProcessBefore, loader::ProblemEntry, exercise>},
  };
  return all;
}

}  // namespace slalom::check
