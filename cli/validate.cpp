// slalom validate SUITE…
#include "command_line.hpp"
#include "exit_code.hpp"
#include "plan_text.hpp"
#include "suites.hpp"

namespace slalom::cli {

namespace {

constexpr Usage usage{
    .command = "validate",
    .arguments = "SUITE… [options]",
    .about =
        "Checks suites without running them: tells every mistake with file, line and column,\n"
        "or what the suites would run, how much of it is stored already, and how long the rest takes.",
    .examples = "slalom validate suites/lecture.yaml",
    .fewest = 1,
    .most = any_number};

}  // namespace

int validate(const Arguments& arguments) {
  po::options_description options;
  options.add_options()("out", po::value<std::string>()->value_name("DIR"), "the results folder that would be used");
  add_plugin_path(options);
  add_data(options);
  const auto given = parse(usage, options, arguments);
  if (!given) return all_right;

  const auto plugins = load_plugins(given->paths("plugin-path"), given->paths("data"));
  bool fine = true;
  for (const auto& [folder, plans] :
       plan_suites(given->arguments, plugins.registry, {.seeds = {}, .trials = {}, .data_folder = plugins.places.data},
                   given->text("out")))
    for (const auto& plan : plans) fine &= print_plan(plan, folder, false, 0, plugins);
  return fine ? all_right : some_failed;
}

}  // namespace slalom::cli
