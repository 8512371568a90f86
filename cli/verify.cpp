// slalom verify DIR…
#include "command_line.hpp"
#include "commands.hpp"
#include "exit_code.hpp"
#include "store/store.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iostream>

namespace slalom::cli {

namespace {

constexpr Usage verify_usage{
    .command = "verify",
    .summary = "check stored results for damage",
    .arguments = "DIR…",
    .about =
        "Reads all that is stored in results folders and compares it with its checksums. Names each damaged\n"
        "run: they count as missing, and the next 'slalom run' of their suite makes them again. Exit code 4:\n"
        "something is damaged.",
    .examples = "slalom verify results/lecture\nslalom verify results/*",
    .min_arguments = 1,
    .max_arguments = any_number,
    .completes = "@folders"};

std::string in_words(const suite::Plan& plan, const suite::Case& c) {
  const auto& experiment = plan.experiments.at(c.experiment).name;
  const bool is_named = !experiment.empty() && experiment != plan.suite;
  return fmt::format("suite {}{}", plan.suite, is_named ? ", experiment " + experiment : "");
}

std::string in_words(const suite::Plan& plan, const suite::Run& run) {
  const auto& c = plan.cases.at(run.case_index);
  return fmt::format("{} on {}, seed {} ({})", c.optimizer.label, c.problem.label, run.seed, in_words(plan, c));
}

/// What a run is, by the first plan that has it.
std::string run_in_words(const std::vector<suite::Plan>& plans, const suite::RunId& id) {
  for (const auto& plan : plans)
    if (const auto run = std::ranges::find(plan.runs, id, &suite::Run::id); run != plan.runs.end())
      return in_words(plan, *run);
  return "no stored suite asks for it";
}

std::string problem_in_words(const std::vector<suite::Plan>& plans, const std::string& key) {
  for (const auto& plan : plans)
    for (const auto& c : plan.cases)
      if (run::problem_key(c) == key) return fmt::format("{} ({})", c.problem.label, in_words(plan, c));
  return fmt::format("{} (no stored suite asks for it)", key);
}

/// Runs under another identity than that of their case and seed.
std::vector<std::string> misnamed(const suite::Plan& plan) {
  std::vector<std::string> definitions, found;
  for (const auto& c : plan.cases) definitions.push_back(suite::canonical(c));
  for (const auto& run : plan.runs)
    if (suite::identify(definitions.at(run.case_index), run.seed) != run.id)
      found.push_back(fmt::format("run {}: {}: its identity is not that of its definition and seed", run.id.text(),
                                  in_words(plan, run)));
  return found;
}

/// A line for everything that is damaged. Throws StoreError where that is more than runs and problems.
std::vector<std::string> damaged_in(const store::Store& store) {
  const auto plans = store.plans();
  const auto& damage = store.damage();
  std::vector<std::string> lines;
  for (const auto& id : damage.runs)
    lines.push_back(
        fmt::format("run {}: {}: its results do not match their checksum", id.text(), run_in_words(plans, id)));
  for (const auto& key : damage.problems) {
    const auto runs = std::ranges::count_if(damage.of_problems, [&](const auto& run) { return run.second == key; });
    lines.push_back(fmt::format("problem {}: its data do not match their checksum; {} runs on it count as missing",
                                problem_in_words(plans, key), runs));
  }
  for (const auto& plan : plans) std::ranges::move(misnamed(plan), std::back_inserter(lines));
  return lines;
}

bool is_whole(const std::string& folder) {
  try {
    const store::Store store(folder, store::Store::Mode::read);
    const auto lines = damaged_in(store);
    std::cout << fmt::format("{}: {} results, {}\n", folder, store.count(),
                             lines.empty() ? "nothing is damaged" : "damaged:");
    for (const auto& line : lines) std::cout << "  " << line << "\n";
    return lines.empty();
  } catch (const store::StoreError& error) {
    std::cerr << "slalom: " << error.what() << "\n";
    return false;
  }
}

int verify(const Given& given) {
  const auto damaged = std::ranges::count_if(given.arguments, [](const auto& folder) { return !is_whole(folder); });
  return damaged == 0 ? all_right : no_access;
}

}  // namespace

const Command commands::verify{.usage = verify_usage, .options = no_options, .run = cli::verify};

}  // namespace slalom::cli
