// slalom new optimizer|problem NAME
#include "command_line.hpp"
#include "commands.hpp"
#include "exit_code.hpp"
#include "plugins.hpp"
#include "project.hpp"

#include <fmt/format.h>

#include <iostream>

namespace slalom::cli {

namespace {

constexpr Usage create_usage{
    .command = "new",
    .summary = "create an optimizer or a problem of your own",
    .arguments = "optimizer|problem NAME [--python] [--dir DIR]",
    .about =
        "Creates an optimizer or a problem of your own: a folder with its source, a CMakeLists.txt, a suite\n"
        "and a README. It builds and runs as it is; replace the formula by your own. With --python it is a file\n"
        "in Python, which needs no build.",
    .examples =
        "slalom new optimizer lookahead\nslalom new problem valley --dir ~/valley\n"
        "slalom new optimizer my_rule --python",
    .min_arguments = 2,
    .max_arguments = 2,
    .completes = "optimizer problem"};

Kind kind_named(const std::string& word) {
  if (word == "optimizer") return Kind::optimizer;
  if (word == "problem") return Kind::problem;
  throw WrongRequest(fmt::format("unknown kind '{}'{}\nthe kinds are: optimizer, problem", word,
                                 did_you_mean(word, {"optimizer", "problem"})));
}

void check_name(const std::string& name, Kind kind) {
  const bool fine = !name.empty() && name[0] >= 'a' && name[0] <= 'z' &&
                    name.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_") == std::string::npos;
  if (!fine)
    throw WrongRequest(
        fmt::format("'{}' is not a valid name: use lower-case letters, digits and underscores, a letter first", name));
  const auto registry = load_plugins({}).registry;
  if (kind == Kind::optimizer ? registry.optimizer(name) != nullptr : registry.problem(name) != nullptr)
    throw WrongRequest(fmt::format("'{}' already exists: use another name", name));
}

po::options_description create_options() {
  po::options_description options;
  options.add_options()("python", "create a file in Python");
  options.add_options()("dir", po::value<std::string>()->value_name("DIR"), "the folder to create (default: ./NAME)");
  return options;
}

int create(const Given& given) {
  const auto kind = kind_named(given.arguments[0]);
  const auto& name = given.arguments[1];
  check_name(name, kind);
  const std::filesystem::path folder = given.text("dir").value_or(name);
  const auto next = given.has("python") ? write_python_project(kind, name, folder) : write_project(kind, name, folder);
  std::cout << "made " << folder.string() << "; now:\n\n" << next;
  return all_right;
}

}  // namespace

const Command commands::create{.usage = create_usage, .options = create_options, .run = cli::create};

}  // namespace slalom::cli
