// slalom replay DIR [RUN]
#include "command_line.hpp"
#include "commands.hpp"
#include "damage.hpp"
#include "exit_code.hpp"
#include "loader/inner.hpp"
#include "plugins.hpp"
#include "run/differences.hpp"
#include "run_events.hpp"
#include "selection.hpp"
#include "store/store.hpp"
#include "stored_plugins.hpp"
#include "suite/data_check.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iostream>
#include <map>
#include <optional>

namespace slalom::cli {

namespace {

constexpr Usage replay_usage{
    .command = "replay",
    .summary = "repeat a run and check that it gives the same bits",
    .arguments = "DIR [RUN] [options]",
    .about =
        "Repeats one run of a results folder, as its plan is stored there, and compares every bit of the\n"
        "result (except CPU seconds and the output of plugins). Exit code 1: something differs.\n"
        "RUN is the run's identity, as in exported files, or the first digits of it; or say which run it\n"
        "is by --problem, --optimizer and --seed, as the report names them.",
    .examples =
        "slalom replay results/lecture 3f2a\n"
        "slalom replay results/lecture --problem rosenbrock --optimizer adam --seed 1",
    .min_arguments = 1,
    .max_arguments = 2,
    .completes = "@folders"};

struct Planned {
  suite::Plan plan;
  suite::Run run;
};

/// What is given of the run to be found.
struct Wanted {
  std::string begin;    ///< of its identity
  Selection selection;  ///< of one problem and one optimizer
  std::optional<std::uint64_t> seed;

  /// Trials of a search have the labels of what they are for: they are found by their identity alone.
  bool by_labels() const { return !selection.all() || seed; }
  bool matches(const suite::Plan& plan, const suite::Run& run) const {
    const auto& c = plan.cases.at(run.case_index);
    return run.id.text().starts_with(begin) && selection.contains(plan, c) && (!seed || run.seed == *seed) &&
           !(by_labels() && c.phase == suite::Phase::tuning);
  }
};

std::string in_words(const suite::Case& c, std::uint64_t seed) {
  return fmt::format("{} on {}, seed {}", c.optimizer.label, c.problem.label, seed);
}

std::string in_words(const Planned& p) { return in_words(p.plan.cases.at(p.run.case_index), p.run.seed); }

[[noreturn]] void refuse_unknown(const std::vector<suite::Plan>& plans, const std::string& folder,
                                 const Wanted& wanted) {
  std::vector<const suite::Plan*> all;
  for (const auto& plan : plans) all.push_back(&plan);
  check_names(wanted.selection, all, folder);
  std::string what = wanted.begin.empty() ? "" : fmt::format(" '{}'", wanted.begin);
  for (const auto& optimizer : wanted.selection.optimizers) what += " of " + optimizer;
  for (const auto& problem : wanted.selection.problems) what += " on " + problem;
  if (wanted.seed) what += fmt::format(" with seed {}", *wanted.seed);
  throw WrongRequest(fmt::format("{} plans no run{}; 'slalom export' lists the runs", folder, what));
}

using PlannedRuns = std::map<suite::RunId, Planned>;

/// Where a label is what was given, others are none: it may be the name of a plugin, or a pattern, that fits more.
template <class LabelOf>
void prefer_label(PlannedRuns& found, const std::vector<std::string>& given, LabelOf label_of) {
  const auto labelled = [&](const auto& f) {
    return std::ranges::count(given, label_of(f.second.plan.cases.at(f.second.run.case_index))) > 0;
  };
  if (std::ranges::any_of(found, labelled)) std::erase_if(found, [&](const auto& f) { return !labelled(f); });
}

Planned find_run(const store::Store& store, const std::string& folder, const Wanted& wanted) {
  PlannedRuns found;
  const auto plans = store.plans();
  for (const auto& plan : plans)
    for (const auto& run : plan.runs)
      if (wanted.matches(plan, run)) found.try_emplace(run.id, Planned{plan, run});
  if (found.empty()) refuse_unknown(plans, folder, wanted);
  prefer_label(found, wanted.selection.problems, [](const suite::Case& c) { return c.problem.label; });
  prefer_label(found, wanted.selection.optimizers, [](const suite::Case& c) { return c.optimizer.label; });
  if (found.size() > 1)
    throw WrongRequest(
        fmt::format("{} runs match: {} ({}), {} ({}){}; give {}", found.size(), found.begin()->first.text(),
                    in_words(found.begin()->second), std::next(found.begin())->first.text(),
                    in_words(std::next(found.begin())->second), found.size() > 2 ? ", …" : "",
                    wanted.begin.empty() ? "one of these identities, or more of --problem, --optimizer and --seed"
                                         : "more digits"));
  return found.begin()->second;
}

/// Says which plugins, of one and those inside of it, are other ones now, and puts their hashes in place of the old.
template <class Entry>
void renew(std::string& hash, const std::vector<const Entry*>& nested, const std::string& kind,
           const std::string& name) {
  for (const auto* entry : nested) {
    if (entry == nullptr)
      throw WrongRequest(fmt::format("{} {}{} is not among the plugins; is a --plugin-path missing?", kind, name,
                                     nested.size() > 1 ? ", or what is inside of it," : ""));
    if (!hash.empty() && hash.find(entry->file->hash) == std::string::npos)
      std::cout << fmt::format("the plugin of {} {} has changed since: {} is another file now\n", kind, entry->name,
                               entry->file->path.string());
  }
  hash = loader::plugin_hash<Entry>(nested);
}

/// The run by the plugins of now.
suite::Plan renewed(suite::Case c, std::uint64_t seed, const loader::Registry& registry) {
  renew(c.problem.plugin_hash, loader::nested_problems(registry, c.problem.name, c.problem.settings), "problem",
        c.problem.name);
  renew(c.optimizer.plugin_hash, loader::nested_optimizers(registry, c.optimizer.name, c.optimizer.settings),
        "optimizer", c.optimizer.name);
  if (const auto& rate = c.optimizer.learning_rate; rate && !c.optimizer.schedule_hash.empty())
    renew(c.optimizer.schedule_hash, std::vector{registry.schedule(rate->schedule)}, "schedule", rate->schedule);
  suite::Plan plan;
  plan.runs.push_back({0, seed, suite::identify(c, seed)});
  plan.cases.push_back(std::move(c));
  return plan;
}

po::options_description replay_options() {
  po::options_description options;
  const auto name = [] { return po::value<std::string>()->value_name("NAME"); };
  options.add_options()("problem", name(), "the run's problem: its label in the report, or its name");
  options.add_options()("optimizer", name(), "the run's optimizer, likewise");
  options.add_options()("seed", po::value<Count>()->value_name("N"), "the run's seed");
  options.add_options()("in-process", "run in this process, for debuggers");
  add_run_options(options);
  return options;
}

int replay(const Given& given) {
  const auto& folder = given.arguments[0];
  Wanted wanted{
      .begin = given.arguments.size() > 1 ? given.arguments[1] : "", .selection = {}, .seed = given.count("seed")};
  if (const auto problem = given.text("problem")) wanted.selection.problems = {*problem};
  if (const auto optimizer = given.text("optimizer")) wanted.selection.optimizers = {*optimizer};
  if (wanted.begin.empty() && !wanted.by_labels())
    throw WrongRequest("say which run: RUN, or --problem, --optimizer and --seed");
  const store::Store store(folder, store::Store::Mode::read);
  note_damage(store, folder);
  const auto [plan, run] = find_run(store, folder, wanted);
  const auto before = store.find(run.id);
  if (!before) throw WrongRequest(fmt::format("run {} is planned, but has not been made yet", run.id.text()));
  if (before->clock_ended)
    throw WrongRequest(
        fmt::format("run {} was ended by its budget of CPU seconds: such a run cannot be repeated", run.id.text()));

  auto plugins = load_plugins(given);
  load_sources(plugins, stored_sources(store));
  const auto& c = plan.cases.at(run.case_index);
  std::cout << fmt::format("run {}: {}\n", run.id.text(), in_words(c, run.seed));
  const auto again = renewed(c, run.seed, plugins.registry);
  for (const auto& name : suite::missing_data(again, plugins.search_paths.data))
    throw WrongRequest(fmt::format("there is no data set '{}'; is a --data missing?", name));
  std::vector<std::string> different;
  auto execution = execution_options(plugins);
  execution.jobs = 1;
  auto events = notices();
  events.record = [&](const run::RunRecord& now) { different = run::differences(*before, now); };
  make_executor(plugins, given.has("in-process"))->execute(again, again.runs, execution, events);
  for (const auto& difference : different) std::cout << difference << "\n";
  if (different.empty()) std::cout << "the same, bit for bit\n";
  return different.empty() ? all_right : differs;
}

}  // namespace

const Command commands::replay{.usage = replay_usage, .options = replay_options, .run = cli::replay};

}  // namespace slalom::cli
