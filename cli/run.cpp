// slalom run SUITE…
#include "cluster/costs.hpp"
#include "command_line.hpp"
#include "commands.hpp"
#include "exit_code.hpp"
#include "fractions.hpp"
#include "interruption.hpp"
#include "live_page.hpp"
#include "plan_text.hpp"
#include "run_folder.hpp"
#include "selection.hpp"
#include "statistics/seed_rule.hpp"
#include "statistics/separation.hpp"
#include "suite/expand_stages.hpp"
#include "suites.hpp"
#include "tune/score.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <iostream>

namespace slalom::cli {

namespace {

constexpr Usage run_usage{
    .command = "run",
    .summary = "make the runs of suites, then write the report",
    .arguments = "SUITE… [options]",
    .about =
        "Makes the runs of the suites that are not stored yet, then writes the report.\n"
        "The results of a suite are in results/<its name>. After an interruption the same command continues\n"
        "where it stopped; runs that failed are tried again.",
    .examples =
        "slalom run lecture\n"
        "slalom run smoke --out /tmp/smoke --jobs 1\n"
        "slalom run my_suite.yaml --plugin-path build/plugins\n"
        "slalom run lecture --shard 2/8 --out shards/2",
    .min_arguments = 1,
    .max_arguments = any_number,
    .completes = "@suites"};

constexpr std::uint64_t max_jobs = 4096;
constexpr std::uint64_t max_megabytes = 1U << 30U;
constexpr const char* default_timeout = "3600";
constexpr std::uint64_t default_max_seeds = 80, max_rounds = 100'000;
constexpr double max_timeout = 1e9;

po::options_description run_options() {
  po::options_description options;
  const auto count = [] { return po::value<Count>()->value_name("N"); };
  options.add_options()("out", po::value<std::string>()->value_name("DIR"),
                        "store the results of all the suites in DIR, with one report");
  options.add_options()("from", po::value<std::string>()->value_name("DIR"),
                        "take over results of the same runs from DIR, and run the rest");
  options.add_options()("dry-run", "show what would be run, and how long it would take");
  options.add_options()("jobs", count(), "use N threads; the results are the same (default: one per processor)");
  options.add_options()(
      "seeds", po::value<std::string>()->value_name("N"),
      "use seeds 1 to N instead of those of the suite; 'auto' or 'auto:MAX' adds seeds in rounds "
      "until the best optimizer of each problem is statistically distinguishable from the runner-up, up to MAX "
      "(default: 80)");
  add_level(options);
  options.add_options()("trials", count(), "tune with N trials wherever the suite tunes");
  options.add_options()("shard", po::value<std::string>()->value_name("I/N"),
                        "run only part I of N, for 'slalom merge'");
  options.add_options()("costs", po::value<std::string>()->value_name("FILE"),
                        "distribute the runs to shards by these costs, as 'slalom submit' wrote them");
  options.add_options()("timeout", po::value<std::string>()->value_name("S"),
                        "abort a run after S seconds, or 'none' (default: 3600)");
  options.add_options()("memory", po::value<Count>()->value_name("MB"),
                        "abort a run that takes more than MB megabytes of memory (default: no limit)");
  options.add_options()("in-process", "run in this process, without protection from plugins that crash: for debuggers");
  options.add_options()("fresh", "repeat everything, including what is stored");
  options.add_options()("verify", count(),
                        "afterwards repeat N of the stored runs, drawn at random, and compare every bit");
  options.add_options()("live", "meanwhile write report.html every few seconds; in a browser it loads itself again");
  options.add_options()("quiet", "show no progress");
  add_selection(options);
  add_run_options(options);
  return options;
}

/// Seconds, or max() for 'none'.
run::Seconds timeout_of(const std::string& text) {
  if (text == "none") return run::Seconds::max();
  double seconds = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), seconds);
  if (error != std::errc() || end != text.data() + text.size() || !(seconds > 0 && seconds <= max_timeout))
    throw WrongRequest(fmt::format("--timeout must be a number of seconds above 0, or 'none', not '{}'", text));
  return run::Seconds(seconds);
}

/// Of --seeds: how many to begin with, and up to how many are added.
struct SeedCount {
  std::optional<std::uint64_t> first;
  std::uint64_t most = 0;
};

SeedCount seeds_of(const std::optional<std::string>& text) {
  if (!text) return {};
  if (*text == "auto") return {statistics::interim_analyses(default_max_seeds).front(), default_max_seeds};
  const bool automatic = text->starts_with("auto:");
  const auto number = automatic ? text->substr(5) : *text;
  std::uint64_t value = 0;
  const auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), value);
  if (error != std::errc() || end != number.data() + number.size() || value == 0 || (automatic && value > max_rounds))
    throw WrongRequest(
        fmt::format("--seeds must be an integer, at least 1, or 'auto', or 'auto:MAX' with MAX up to {}, not '{}'",
                    max_rounds, *text));
  return automatic ? SeedCount{statistics::interim_analyses(value).front(), value} : SeedCount{value, 0};
}

std::optional<suite::Shard> shard_of(const std::optional<std::string>& text) {
  if (!text) return std::nullopt;
  try {
    return suite::parse_shard(*text);
  } catch (const std::invalid_argument& error) {
    throw WrongRequest(fmt::format("--shard: {}", error.what()));
  }
}

std::vector<double> costs_in(const std::string& file, const suite::Plan& plan) try {
  return cluster::read_costs(file, suite::expand_all_stages(plan));
} catch (const std::runtime_error& error) {
  throw WrongRequest(fmt::format("--costs: {}", error.what()));
}

/// Leaves only the shard's runs. Every shard has a folder of its own.
void cut_down(std::vector<FolderPlans>& folders, const suite::Shard& shard, bool folder_was_given,
              const std::optional<std::string>& costs) {
  for (auto& [folder, plans] : folders) {
    if (!folder_was_given) folder /= fmt::format("{}-of-{}", shard.index, shard.count);
    for (auto& plan : plans) {
      plan.runs = suite::runs_of(plan, shard, costs ? costs_in(*costs, plan) : std::vector<double>());
    }
  }
}

void warn_without_landlock(const Plugins& plugins) {
  if (plugins.sandbox == process::Sandbox::on && process::sandbox_support().landlock == 0)
    std::cerr << "slalom: warning: this kernel has no Landlock: plugins can read and write all files that you can "
                 "(--sandbox off takes that for granted)\n";
}

int run(const Given& given) {
  if (given.has("in-process") && (given.has("timeout") || given.has("memory")))
    throw WrongRequest("--timeout and --memory need worker processes: remove --in-process");
  if (given.has("from") && given.has("fresh"))
    throw WrongRequest("--from takes results over, and --fresh runs everything: remove one of them");
  const auto timeout = timeout_of(given.text("timeout").value_or(default_timeout));
  const auto seeds = seeds_of(given.text("seeds"));
  const auto shard = shard_of(given.text("shard"));
  auto plugins = load_plugins(given);
  auto folders =
      plan_suites(given.arguments, plugins,
                  {.seeds = seeds.first, .trials = given.count("trials"), .data_folder = plugins.search_paths.data},
                  given.text("out"));
  if (shard && seeds.most > 0) throw WrongRequest("--seeds auto looks at the results of all runs: remove --shard");
  if (shard) cut_down(folders, *shard, given.has("out"), given.text("costs"));
  const auto selection = selection_of(given);
  if (!selection.all()) {
    std::vector<const suite::Plan*> plans;
    for (const auto& folder : folders)
      for (const auto& plan : folder.plans) plans.push_back(&plan);
    check_selection(selection, plans);
  }
  FolderOptions how{.run = {.command = command_text("run", given.words),
                            .level = plugins.search_paths.level,
                            .fresh = given.has("fresh"),
                            .shard = shard,
                            .selects = [&](const auto& plan, const auto& c) { return selection.contains(plan, c); },
                            .from = given.text("from"),
                            .execution = execution_options(plugins)},
                    .in_process = given.has("in-process"),
                    .quiet = given.has("quiet"),
                    .verify = given.count("verify").value_or(0),
                    .report = {.alpha = level_of(given), .baseline = ""}};
  if (seeds.most > 0) how.run.seed_rule = statistics::until_distinguishable(seeds.most, how.report.alpha);
  auto& execution = how.run.execution;
  execution.jobs = static_cast<int>(std::min(given.count("jobs").value_or(0), max_jobs));
  execution.timeout = timeout;
  execution.memory = std::min(given.count("memory").value_or(0), max_megabytes) << 20U;
  if (!given.has("in-process")) warn_without_landlock(plugins);
  if (given.has("dry-run")) {
    bool fine = true;
    for (auto& [folder, plans] : folders)
      for (auto& plan : plans) {
        plan.runs = selected(selection, plan, plan.runs);
        fine &= print_plan(plan, folder, how.run.fresh, execution, plugins);
      }
    return fine ? all_right : some_failed;
  }
  for (const auto& suites : folders)
    if (const auto& from = how.run.from; from && weakly_canonical(*from) == weakly_canonical(suites.folder))
      throw WrongRequest(
          fmt::format("--from {}: that is where the results go; --out needs another folder", from->string()));
  std::vector<std::optional<LivePage>> pages(folders.size());
  if (given.has("live"))
    for (std::size_t i = 0; i < folders.size(); ++i) pages[i].emplace(folders[i].folder, how.report);
  execution.interrupted = &catch_interruption();
  int code = all_right;
  for (std::size_t i = 0; i < folders.size(); ++i) {
    try {
      how.before_report = [&page = pages[i]] { page.reset(); };
      code = std::max(code, run_folder(folders[i], how, plugins));
    } catch (const tune::CannotTune& error) {
      throw WrongRequest(error.what());
    }
    if (code == interrupted) break;
  }
  pages.clear();
  // Not by return: that would unload the plugins, and run code of files that may have been overwritten meanwhile.
  flush_output();
  _exit(code);
}

}  // namespace

const Command commands::run{.usage = run_usage, .options = run_options, .run = cli::run};

}  // namespace slalom::cli
