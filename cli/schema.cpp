// slalom schema [FILE]: what editors complete and check suites by.
#include "command_line.hpp"
#include "commands.hpp"
#include "exit_code.hpp"
#include "plugins.hpp"
#include "process/output_file.hpp"
#include "suite/json_schema.hpp"

#include <fmt/format.h>

#include <iostream>

namespace slalom::cli {

namespace {

constexpr Usage schema_usage{
    .command = "schema",
    .summary = "print a JSON schema of suites, for editors",
    .arguments = "[FILE] [options]",
    .about =
        "Prints, or writes to FILE, a JSON schema of suites, by which an editor with a language server for YAML "
        "completes and checks "
        "them:\n"
        "keys, names of plugins, their settings and ranges. A suite names its schema in its first line:\n"
        "\n"
        "  # yaml-language-server: $schema=suite.schema.json",
    .examples = "slalom schema suite.schema.json\nslalom schema --plugin-path build/plugins suite.schema.json",
    .min_arguments = 0,
    .max_arguments = 1,
    .completes = "@files"};

int schema(const Given& given) {
  const auto text = suite::schema_text(suite::suite_schema(load_plugins(given).registry));
  if (given.arguments.empty()) {
    std::cout << text;
    return all_right;
  }
  process::write_named_file(given.arguments[0], text);
  return all_right;
}

}  // namespace

const Command commands::schema{.usage = schema_usage, .options = plugin_options, .run = cli::schema};

}  // namespace slalom::cli
