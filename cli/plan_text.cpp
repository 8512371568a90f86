#include "plan_text.hpp"

#include "damage.hpp"
#include "duration.hpp"
#include "run_events.hpp"
#include "session/estimate.hpp"
#include "session/missing_runs.hpp"
#include "statistics/numbers.hpp"
#include "store/store.hpp"
#include "suite/expand_stages.hpp"
#include "tune/extend.hpp"

#include <fmt/format.h>
#include <omp.h>

#include <iostream>
#include <set>

namespace slalom::cli {

using statistics::counted;

namespace {

void print_experiments(const suite::Plan& plan) {
  struct Sizes {
    std::set<std::string> problems, optimizers;
    std::size_t cases = 0, runs = 0, tuning = 0;
  };
  std::vector<Sizes> sizes(plan.experiments.size());
  std::set<std::size_t> seen;
  for (const auto& run : plan.runs) {
    const auto& c = plan.cases.at(run.case_index);
    auto& size = sizes.at(c.experiment);
    size.problems.insert(c.problem.label);
    size.optimizers.insert(c.optimizer.label);
    ++(c.phase == suite::Phase::report ? size.runs : size.tuning);
    if (c.phase == suite::Phase::report && seen.insert(run.case_index).second) ++size.cases;
  }

  std::size_t width = 0;
  for (const auto& e : plan.experiments) width = std::max(width, e.name.size());
  for (std::size_t i = 0; i < sizes.size(); ++i) {
    if (sizes[i].problems.empty()) continue;  // not selected
    std::cout << fmt::format(
        "  {:<{}}  {}, {}: {}, {}{}\n", plan.experiments[i].name, width, counted(sizes[i].problems.size(), "problem"),
        counted(sizes[i].optimizers.size(), "optimizer"), counted(sizes[i].cases, "case"),
        counted(sizes[i].runs, "run"), sizes[i].tuning == 0 ? "" : fmt::format(", and {} to tune", sizes[i].tuning));
  }
}

/// The plan with all that the stored runs lead to, and which runs need not be run again.
struct Stored {
  suite::Plan plan;
  std::vector<suite::RunId> done;
};

Stored stored_in(const std::filesystem::path& folder, const suite::Plan& asked) {
  if (!std::filesystem::exists(folder / "results.sqlite")) return {asked, {}};
  const store::Store store(folder, store::Store::Mode::read);
  note_damage(store, folder);
  return {tune::advance_tuning(asked, store), store.done()};
}

}  // namespace

bool print_plan(const suite::Plan& requested, const std::filesystem::path& folder, bool fresh,
                const run::ExecutionOptions& execution, const Plugins& plugins) {
  const auto stored = fresh ? Stored{requested, {}} : stored_in(folder, requested);
  const auto plan = suite::expand_all_stages(stored.plan);
  std::cout << plan.suite << (plan.about.empty() ? "" : ": " + plan.about) << "\n";
  print_experiments(plan);

  const auto missing = session::missing_runs(plan, stored.done);
  const auto runs = session::count_runs(plan);
  std::cout << fmt::format("  {}, {} of them stored in {}, {} to run\n", counted(runs, "run"), runs - missing.size(),
                           folder.string(), missing.size());
  if (missing.empty()) return true;
  const auto threads = execution.jobs > 0 ? execution.jobs : omp_get_num_procs();
  const auto estimated = session::estimate(plan, missing, *make_executor(plugins), execution, notices());
  std::cout << fmt::format("  about {} with {}, estimated from a few timed steps of each optimizer on each problem\n",
                           in_words(estimated.seconds_with(threads)),
                           counted(static_cast<std::size_t>(threads), "job"));
  for (const auto& failure : estimated.failures)
    std::cerr << fmt::format("slalom: {}: would fail: {}\n", plan.suite, failure);
  return estimated.failures.empty();
}

}  // namespace slalom::cli
