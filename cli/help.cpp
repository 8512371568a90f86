// slalom help [COMMAND]
#include "help.hpp"

#include "commands.hpp"
#include "exit_code.hpp"
#include "man.hpp"

#include <fmt/format.h>

#include <iostream>

namespace slalom::cli {

std::string overview() {
  std::string text =
      "Compares optimizers on test problems and reports which one won, where, by how much, and with what\n"
      "statistical confidence.\n\nUsage: slalom COMMAND …\n\nCommands:\n";
  for (const auto* command : all_commands())
    text += fmt::format("  {:<11} {}\n", command->usage.command, command->usage.summary);
  text +=
      "\n'slalom help COMMAND' explains a command, 'slalom version' prints the version.\n\nExamples:\n"
      "  slalom run lecture\n"
      "  slalom show adam\n";
  return text;
}

namespace {

constexpr Usage help_usage{.command = "help",
                           .summary = "explain a command",
                           .arguments = "[COMMAND] [options]",
                           .about = "Explains a command, or lists all of them.",
                           .examples = "slalom help run\nslalom help run --man | man -l -",
                           .min_arguments = 0,
                           .max_arguments = 1,
                           .completes = "@commands"};

po::options_description help_options() {
  po::options_description options;
  options.add_options()("man", "write the manual page as troff: of the command, or of slalom itself");
  return options;
}

int help(const Given& given) {
  const auto* const command = given.arguments.empty() ? nullptr : &command_named(given.arguments[0]);
  if (given.has("man"))
    std::cout << (command == nullptr ? man_page() : man_page(*command));
  else
    std::cout << (command == nullptr ? overview() : help_text(*command));
  return all_right;
}

}  // namespace

const Command commands::help{.usage = help_usage, .options = help_options, .run = cli::help};

}  // namespace slalom::cli
