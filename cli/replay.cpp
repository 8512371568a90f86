// slalom replay DIR RUN
#include "command_line.hpp"
#include "commands.hpp"
#include "execute.hpp"
#include "exit_code.hpp"
#include "plugin/inner.hpp"
#include "plugin/source.hpp"
#include "plugins.hpp"
#include "run/differences.hpp"
#include "store/store.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iostream>
#include <map>

namespace slalom::cli {

namespace {

constexpr Usage usage{
    .command = "replay",
    .summary = "repeat a run and check that it gives the same bits",
    .arguments = "DIR RUN [options]",
    .about =
        "Repeats one run of a results folder, as its plan is stored there, and compares every bit of the\n"
        "result (except CPU seconds and the output of plugins). Exit code 1: something differs.\n"
        "RUN is the run's identity, as in exported files, or the first digits of it.",
    .examples = "slalom replay results/lecture 3f2a",
    .min_arguments = 2,
    .max_arguments = 2,
    .completes = "@folders"};

struct Planned {
  host::Plan plan;
  host::Run run;
};

/// The planned run whose identity begins so.
Planned find_run(const host::Store& store, const std::string& folder, const std::string& begin) {
  std::map<host::RunId, Planned> found;
  for (const auto& plan : store.plans())
    for (const auto& run : plan.runs)
      if (run.id.text().starts_with(begin)) found.try_emplace(run.id, Planned{plan, run});
  if (found.empty())
    throw WrongRequest(fmt::format("{} has no run '{}'; 'slalom export' lists the runs", folder, begin));
  if (found.size() > 1)
    throw WrongRequest(fmt::format("{} runs begin with '{}': {}, {}, …; give more digits", found.size(), begin,
                                   found.begin()->first.text(), std::next(found.begin())->first.text()));
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
  hash = host::plugin_hash<Entry>(nested);
}

host::Json plugins_in(const host::Json& provenance) {
  return provenance.is_object() ? provenance.value("plugins", host::Json::object()) : host::Json::object();
}

/// The source files by which the results were made, as far as they are still there.
std::vector<host::SourceFile> sources_of(const host::Store& store) {
  std::vector<host::SourceFile> sources;
  for (const auto& provenance : store.provenance()) {
    const auto plugins = plugins_in(provenance);
    for (const auto& [spelled, file] : plugins.items())
      if (const std::filesystem::path path = file.value("path", ""); host::source_name(spelled) && exists(path))
        sources.push_back({path, spelled});
  }
  std::ranges::sort(sources);
  sources.erase(std::unique(sources.begin(), sources.end()), sources.end());
  return sources;
}

/// The run by the plugins of now.
host::Plan renewed(host::Case c, std::uint64_t seed, const host::Registry& registry) {
  renew(c.problem.plugin_hash, nested_problems(registry, c.problem.name, c.problem.settings), "problem",
        c.problem.name);
  renew(c.optimizer.plugin_hash, nested_optimizers(registry, c.optimizer.name, c.optimizer.settings), "optimizer",
        c.optimizer.name);
  if (const auto& rate = c.optimizer.learning_rate; rate && !c.optimizer.schedule_hash.empty())
    renew(c.optimizer.schedule_hash, std::vector{registry.schedule(rate->schedule)}, "schedule", rate->schedule);
  host::Plan plan;
  plan.runs.push_back({0, seed, identify(c, seed)});
  plan.cases.push_back(std::move(c));
  return plan;
}

po::options_description options() {
  po::options_description options;
  options.add_options()("in-process", "run in this process, for debuggers");
  add_run_options(options);
  return options;
}

int replay(const Given& given) {
  const auto& folder = given.arguments[0];
  const host::Store store(folder, host::Store::Mode::read);
  const auto [plan, run] = find_run(store, folder, given.arguments[1]);
  const auto before = store.find(run.id);
  if (!before) throw WrongRequest(fmt::format("run {} is planned, but was not made yet", run.id.text()));
  if (before->clock_ended)
    throw WrongRequest(
        fmt::format("run {} was ended by its budget of CPU seconds: such a run cannot be repeated", run.id.text()));

  auto plugins = load_plugins(given);
  load_sources(plugins, sources_of(store));
  const auto& c = plan.cases.at(run.case_index);
  std::cout << fmt::format("run {}: {} on {}, seed {}\n", run.id.text(), c.optimizer.label, c.problem.label, run.seed);
  const auto again = renewed(c, run.seed, plugins.registry);
  std::vector<std::string> different;
  execute(again, again.runs, {.jobs = 1, .in_process = given.has("in-process")}, plugins,
          {.record = [&](const host::RunRecord& now) { different = host::differences(*before, now); }});
  for (const auto& difference : different) std::cout << difference << "\n";
  if (different.empty()) std::cout << "the same, bit for bit\n";
  return different.empty() ? all_right : differs;
}

}  // namespace

const Command commands::replay{.usage = usage, .options = options, .run = cli::replay};

}  // namespace slalom::cli
