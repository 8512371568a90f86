#include "run_folder.hpp"

#include "damage.hpp"
#include "exit_code.hpp"
#include "run_events.hpp"
#include "session/missing_runs.hpp"
#include "statistics/numbers.hpp"
#include "write_report.hpp"
#include "writer/write_report.hpp"

#include <fmt/format.h>

#include <iostream>

namespace slalom::cli {

namespace {

void print(const session::Outcome& o) {
  std::string text =
      fmt::format("{}: {}, {} new", o.plan.suite, statistics::counted(session::count_runs(o.plan), "run"), o.done);
  if (o.taken_over > 0) text += fmt::format(", {} taken over", o.taken_over);
  if (o.diverged > 0) text += fmt::format(", {} diverged", o.diverged);
  if (o.failed > 0) text += fmt::format(", {} failed", o.failed);
  if (o.skipped > 0) text += fmt::format(", {} skipped", o.skipped);
  std::cout << text << "\n";
}

void print(const session::Verification& v) {
  for (const auto& [run, fields] : v.different)
    std::cout << fmt::format("run {} differs: {}\n", run.text(), fmt::join(fields, "; "));
  if (v.repeated == v.drawn)
    std::cout << fmt::format(
        "repeated {} stored runs: {}\n", v.repeated,
        v.different.empty() ? "the same, bit for bit" : fmt::format("{} differ", v.different.size()));
}

void finish_report(const std::filesystem::path& folder, bool changed, const FolderOptions& options) {
  options.before_report();
  if (const auto& shard = options.run.shard)
    std::cout << fmt::format("shard {} is in {}; 'slalom merge' combines all of them\n", suite::to_text(*shard),
                             folder.string());
  else if (changed || !writer::has_current_report(folder, options.report))
    write_report({folder}, folder, options.report);
  else
    name_report(folder);
}

}  // namespace

int run_folder(const FolderPlans& suites, const FolderOptions& options, const Plugins& plugins) {
  const auto executor = make_executor(plugins, options.in_process);
  session::Session session(suites.folder, plugins.registry, *executor);
  note_damage(session.store(), suites.folder);
  if (options.run.from) note_damage({*options.run.from});
  bool changed = false;
  std::size_t failed = 0;
  std::vector<suite::Plan> plans;
  for (const auto& plan : suites.plans) {
    auto outcome = session.run(plan, options.run, run_events(options.quiet));
    if (outcome.interrupted()) {
      std::cerr << fmt::format("slalom: interrupted after {} of {} runs, which are kept; {}: {}\n", outcome.done,
                               outcome.missing, options.run.fresh ? "to start again" : "to continue",
                               options.run.command);
      return interrupted;
    }
    changed |= outcome.changed;
    failed += outcome.failed;
    print(outcome);
    plans.push_back(std::move(outcome.plan));
  }
  finish_report(suites.folder, changed, options);
  if (options.verify > 0) {
    const auto verification = session.verify(plans, options.verify, options.run.execution, notices());
    print(verification);
    if (verification.repeated < verification.drawn) return interrupted;
    if (!verification.different.empty()) return differs;
  }
  return failed > 0 ? some_failed : all_right;
}

}  // namespace slalom::cli
