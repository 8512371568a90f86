// slalom merge DIR…
#include "store/merge.hpp"
#include "command_line.hpp"
#include "commands.hpp"
#include "damage.hpp"
#include "exit_code.hpp"
#include "report_options.hpp"
#include "session/missing_runs.hpp"
#include "statistics/compare.hpp"
#include "statistics/numbers.hpp"
#include "tune/extend.hpp"
#include "write_report.hpp"

#include <fmt/format.h>

#include <iostream>
#include <regex>

namespace slalom::cli {

namespace {

constexpr Usage merge_usage{
    .command = "merge",
    .summary = "combine the results of shards, or of several machines",
    .arguments = "DIR… --out DIR",
    .about =
        "Combines results in one folder and writes its report: those of the shards of a suite ('slalom run\n"
        "--shard'), or of several machines. A run that is present twice must have the same bits. What is in\n"
        "the folder already is kept. Exit code 1: two results contradict each other, and nothing was written;\n"
        "3: shards or runs are missing.",
    .examples = "slalom merge shards/* --out results/lecture",
    .min_arguments = 1,
    .max_arguments = any_number,
    .completes = "@folders"};

/// The command that ran a shard, made to run another one: in its options, and in the folder's name.
std::string command_of(std::uint64_t shard, const store::Parts& parts) {
  std::string command = parts.command;
  std::smatch found;
  if (!std::regex_search(command, found, std::regex(R"(--shard[ =](\d+)/\d+)")))
    return fmt::format("--shard {}/{}", shard, parts.count);
  const auto old = found[1].str();
  command = found.prefix().str() + fmt::format("--shard {}/{}", shard, parts.count) + found.suffix().str();
  if (std::regex_search(command, found, std::regex(R"(--out[ =](\S*/)?)" + old + R"((?=\s|$))"))) {
    const auto option = found.str();
    command = found.prefix().str() + option.substr(0, option.size() - old.size()) + std::to_string(shard) +
              found.suffix().str();
  }
  return command;
}

/// How many shards and runs are missing, each said on standard error.
std::size_t tell_missing(const store::Store& store, const std::vector<suite::Plan>& plans,
                         const std::map<std::string, store::Parts>& parts) {
  std::size_t missing = 0;
  const auto done = store.done();
  for (const auto& plan : plans) {
    const auto& known = parts.at(plan.suite);
    for (std::uint64_t shard = 1; shard <= known.count; ++shard)
      if (!known.there.contains(shard)) {
        ++missing;
        std::cerr << fmt::format("slalom: {}: shard {}/{} is missing; it comes from: {}\n", plan.suite, shard,
                                 known.count, command_of(shard, known));
      }
    const auto runs = session::missing_runs(plan, done);
    missing += runs.size();
    if (!runs.empty())
      std::cerr << fmt::format(
          "slalom: {}: {} of {} runs are missing or failed; repeat the command that made them to continue\n",
          plan.suite, runs.size(), session::count_runs(plan));
  }
  return missing;
}

/// The store's plans, with what the trials of all of them together lead to.
std::vector<suite::Plan> tuned(store::Store& store) {
  auto plans = store.plans();
  const auto provenance = store.provenance();
  for (std::size_t i = 0; i < plans.size(); ++i) {
    if (plans[i].studies.empty()) continue;
    plans[i] = tune::advance_tuning(plans[i], store);
    store.put_plan(plans[i], provenance.at(i));
  }
  store.commit();
  return plans;
}

po::options_description merge_options() {
  po::options_description options;
  options.add_options()("out", po::value<std::string>()->value_name("DIR"), "the folder to write to");
  add_report_options(options);
  return options;
}

int merge(const Given& given) {
  const auto folder_given = given.text("out");
  if (!folder_given) throw WrongRequest("merge needs --out DIR, the folder to write to");

  const auto how = report_options_of(given);
  const std::filesystem::path out = *folder_given;
  const std::vector<std::filesystem::path> folders(given.arguments.begin(), given.arguments.end());
  for (const auto& folder : folders)
    if (weakly_canonical(folder) == weakly_canonical(out))
      throw WrongRequest(fmt::format("{} cannot be merged into itself", folder.string()));
  std::size_t missing = 0;
  try {
    note_damage(folders);
    store::Store store(out, store::Store::Mode::write);
    note_damage(store, out);
    const auto parts = store::merge(store, folders);
    const auto plans = tuned(store);
    for (const auto& plan : plans)
      std::cout << fmt::format("{}: {}\n", plan.suite, statistics::counted(session::count_runs(plan), "run"));
    missing = tell_missing(store, plans, parts);
  } catch (const store::MergeConflict& conflict) {
    std::cerr << fmt::format("slalom: {}\nnothing was merged\n", conflict.what());
    return differs;
  }
  try {
    write_report({out}, out, how);
  } catch (const statistics::UnknownBaseline& error) {
    throw WrongRequest(fmt::format("--baseline: {}", error.what()));
  }
  return missing > 0 ? some_failed : all_right;
}

}  // namespace

const Command commands::merge{.usage = merge_usage, .options = merge_options, .run = cli::merge};

}  // namespace slalom::cli
