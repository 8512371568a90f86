// slalom list [optimizers|problems|schedules|suites]
#include "command_line.hpp"
#include "commands.hpp"
#include "exit_code.hpp"
#include "plugins.hpp"
#include "shipped_suites.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iostream>

namespace slalom::cli {

namespace {

constexpr Usage list_usage{
    .command = "list",
    .summary = "list optimizers, problems, schedules and suites",
    .arguments = "[optimizers|problems|schedules|suites]",
    .about = "Lists what suites can name, optimizers, problems and schedules, and the suites that ship.",
    .examples = "slalom list\nslalom list problems\nslalom list suites",
    .min_arguments = 0,
    .max_arguments = 1,
    .completes = "optimizers problems schedules suites"};

struct Item {
  std::string name, title;
};
using Items = std::vector<Item>;

template <class Entries>
Items items_of(const Entries& entries) {
  Items items;
  for (const auto& [name, entry] : entries) items.push_back({name, entry.title});
  return items;
}

po::options_description list_options() {
  po::options_description options;
  options.add_options()("names", "print names only, one per line, for scripts");
  add_plugin_path(options);
  return options;
}

int list(const Given& given) {
  const auto only = given.arguments.empty() ? "" : given.arguments[0];
  const std::vector<std::string> kinds{"optimizers", "problems", "schedules", "suites"};
  if (!only.empty() && std::ranges::find(kinds, only) == kinds.end())
    throw WrongRequest(
        fmt::format("unknown kind '{}'{}\nthe kinds are: {}", only, did_you_mean(only, kinds), fmt::join(kinds, ", ")));
  std::vector<std::pair<std::string, Items>> lists;
  if (only != "suites") {
    const auto plugins = load_plugins(given);
    lists = {{"optimizers", items_of(plugins.registry.optimizers())},
             {"problems", items_of(plugins.registry.problems())},
             {"schedules", items_of(plugins.registry.schedules())}};
  }
  if (only == "suites" || (only.empty() && !given.has("names"))) {
    Items suites;
    for (const auto& suite : shipped_suites(loader::find_search_paths({}).suites))
      suites.push_back({suite.name, suite.about});
    lists.emplace_back("suites", suites);
  }
  if (!only.empty()) std::erase_if(lists, [&](const auto& list) { return list.first != only; });
  std::size_t width = 0;
  for (const auto& [kind, items] : lists)
    for (const auto& item : items) width = std::max(width, item.name.size());
  for (const auto& [kind, items] : lists) {
    if (!given.has("names")) std::cout << kind << "\n";
    for (const auto& item : items)
      std::cout << (given.has("names") ? item.name : fmt::format("  {:<{}}  {}", item.name, width, item.title)) << "\n";
  }
  return all_right;
}

}  // namespace

const Command commands::list{.usage = list_usage, .options = list_options, .run = cli::list};

}  // namespace slalom::cli
