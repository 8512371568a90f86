// slalom validate SUITE…
#include "command_line.hpp"
#include "commands.hpp"
#include "exit_code.hpp"
#include "plan_text.hpp"
#include "suites.hpp"

namespace slalom::cli {

namespace {

constexpr Usage usage{
    .command = "validate",
    .summary = "check a suite and show what it would run",
    .arguments = "SUITE… [options]",
    .about =
        "Checks suites without running them: reports every mistake with file, line and column,\n"
        "or what the suites would run, how much of it is stored already, and how long the rest takes.",
    .examples = "slalom validate suites/lecture.yaml",
    .min_arguments = 1,
    .max_arguments = any_number,
    .completes = "@suites"};

po::options_description options() {
  po::options_description options;
  options.add_options()("out", po::value<std::string>()->value_name("DIR"), "the results folder that would be used");
  add_run_options(options);
  return options;
}

int validate_suites(const Given& given) {
  auto plugins = load_plugins(given);
  bool fine = true;
  for (const auto& [folder, plans] :
       plan_suites(given.arguments, plugins, {.seeds = {}, .trials = {}, .data_folder = plugins.search_paths.data},
                   given.text("out")))
    for (const auto& plan : plans) fine &= print_plan(plan, folder, false, execution_options(plugins), plugins);
  return fine ? all_right : some_failed;
}

}  // namespace

const Command commands::validate{.usage = usage, .options = options, .run = cli::validate_suites};

}  // namespace slalom::cli
