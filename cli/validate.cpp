// slalom validate SUITE…
#include "command_line.hpp"
#include "commands.hpp"
#include "exit_code.hpp"
#include "fractions.hpp"
#include "plan_text.hpp"
#include "statistics/forecast.hpp"
#include "suites.hpp"

#include <fmt/format.h>

#include <iostream>

namespace slalom::cli {

namespace {

constexpr Usage validate_usage{
    .command = "validate",
    .summary = "check a suite and show what it would run",
    .arguments = "SUITE… [options]",
    .about =
        "Checks suites without running them: reports every mistake with file, line and column,\n"
        "or what the suites would run, how much of it is stored already, how long the rest takes, and which\n"
        "differences so many seeds can show.",
    .examples = "slalom validate lecture",
    .min_arguments = 1,
    .max_arguments = any_number,
    .completes = "@suites"};

po::options_description validate_options() {
  po::options_description options;
  options.add_options()("out", po::value<std::string>()->value_name("DIR"), "the results folder that would be used");
  add_level(options);
  add_run_options(options);
  return options;
}

/// Which differences the plan can show, and where it can show none.
void print_power(const suite::Plan& plan, const std::filesystem::path& folder, double alpha) {
  const auto forecasts = statistics::forecast(plan, folder, alpha);
  for (const auto& sentence : statistics::in_words(forecasts, alpha)) std::cout << "  " << sentence << "\n";
  for (const auto& warning : statistics::warnings_of(forecasts, alpha))
    std::cerr << fmt::format("slalom: {}: {}\n", plan.suite, warning);
}

int validate_suites(const Given& given) {
  const double alpha = level_of(given);
  auto plugins = load_plugins(given);
  bool fine = true;
  for (const auto& [folder, plans] :
       plan_suites(given.arguments, plugins, {.seeds = {}, .trials = {}, .data_folder = plugins.search_paths.data},
                   given.text("out")))
    for (const auto& plan : plans) {
      fine &= print_plan(plan, folder, false, execution_options(plugins), plugins);
      print_power(plan, folder, alpha);
    }
  return fine ? all_right : some_failed;
}

}  // namespace

const Command commands::validate{.usage = validate_usage, .options = validate_options, .run = cli::validate_suites};

}  // namespace slalom::cli
