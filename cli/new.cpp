// slalom new optimizer|problem NAME
#include "command_line.hpp"
#include "exit_code.hpp"
#include "plugins.hpp"
#include "project.hpp"

#include <fmt/format.h>

#include <iostream>

namespace slalom::cli {

namespace {

constexpr Usage usage{
    .command = "new",
    .arguments = "optimizer|problem NAME [--dir DIR]",
    .about =
        "Begins an optimizer or a problem of your own: a folder with its source, a CMakeLists.txt, a suite\n"
        "and a README. It builds and runs as it is; then write your formula into it.",
    .examples = "slalom new optimizer lookahead\nslalom new problem valley --dir ~/valley",
    .fewest = 2,
    .most = 2};

Kind kind_named(const std::string& word) {
  if (word == "optimizer") return Kind::optimizer;
  if (word == "problem") return Kind::problem;
  throw WrongRequest(fmt::format("'{}' cannot be begun{}\nwhat can: optimizer, problem", word,
                                 did_you_mean(word, {"optimizer", "problem"})));
}

void check_name(const std::string& name, Kind kind) {
  const bool fine = !name.empty() && name[0] >= 'a' && name[0] <= 'z' &&
                    name.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_") == std::string::npos;
  if (!fine)
    throw WrongRequest(
        fmt::format("'{}' is no name: take lower-case letters, digits and underscores, a letter first", name));
  const auto [places, registry] = load_plugins({});
  if (kind == Kind::optimizer ? registry.optimizer(name) != nullptr : registry.problem(name) != nullptr)
    throw WrongRequest(fmt::format("there is '{}' already: take another name", name));
}

}  // namespace

int create(const Arguments& arguments) {
  po::options_description options;
  options.add_options()("dir", po::value<std::string>()->value_name("DIR"), "the folder to make, instead of ./NAME");
  const auto given = parse(usage, options, arguments);
  if (!given) return all_right;

  const auto kind = kind_named(given->arguments[0]);
  const auto& name = given->arguments[1];
  check_name(name, kind);
  const std::filesystem::path folder = given->text("dir").value_or(name);
  const auto next = write_project(kind, name, folder);
  std::cout << "made " << folder.string() << "; now:\n\n" << next;
  return all_right;
}

}  // namespace slalom::cli
