// slalom list [optimizers|problems|schedules]
#include "command_line.hpp"
#include "exit_code.hpp"
#include "plugins.hpp"

#include <fmt/format.h>

#include <iostream>

namespace slalom::cli {

namespace {

constexpr Usage usage{.command = "list",
                      .arguments = "[optimizers|problems|schedules]",
                      .about = "Lists what suites can name: optimizers, problems and schedules.",
                      .examples = "slalom list\nslalom list problems",
                      .fewest = 0,
                      .most = 1};

template <class Entries>
std::size_t longest_name(const Entries& entries, std::size_t at_least) {
  for (const auto& [name, entry] : entries) at_least = std::max(at_least, name.size());
  return at_least;
}

template <class Entries>
void print(const char* heading, const Entries& entries, std::size_t width) {
  std::cout << heading << "\n";
  for (const auto& [name, entry] : entries) std::cout << fmt::format("  {:<{}}  {}\n", name, width, entry.title);
}

}  // namespace

int list(const Arguments& arguments) {
  po::options_description options;
  add_plugin_path(options);
  const auto given = parse(usage, options, arguments);
  if (!given) return all_right;

  const auto only = given->arguments.empty() ? "" : given->arguments[0];
  const std::vector<std::string> kinds{"optimizers", "problems", "schedules"};
  if (!only.empty() && std::ranges::find(kinds, only) == kinds.end())
    throw WrongRequest(
        fmt::format("'{}' cannot be listed{}\nwhat can: {}", only, did_you_mean(only, kinds), fmt::join(kinds, ", ")));
  const auto [places, registry] = load_plugins(given->paths("plugin-path"));
  const auto width =
      longest_name(registry.schedules(), longest_name(registry.problems(), longest_name(registry.optimizers(), 0)));
  if (only.empty() || only == "optimizers") print("optimizers", registry.optimizers(), width);
  if (only.empty() || only == "problems") print("problems", registry.problems(), width);
  if (only.empty() || only == "schedules") print("schedules", registry.schedules(), width);
  return all_right;
}

}  // namespace slalom::cli
