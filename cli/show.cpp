// slalom show NAME
#include "command_line.hpp"
#include "commands.hpp"
#include "exit_code.hpp"
#include "plugins.hpp"

#include <fmt/format.h>

#include <iostream>

namespace slalom::cli {

namespace {

constexpr Usage usage{.command = "show",
                      .summary = "show one of them with its settings and source",
                      .arguments = "NAME [options]",
                      .about =
                          "Shows an optimizer, a problem or a schedule: where it is from, and its settings\n"
                          "with defaults, allowed values and meaning.",
                      .examples = "slalom show adam\nslalom show quadratic",
                      .min_arguments = 1,
                      .max_arguments = 1,
                      .completes = "@plugins"};

std::string standard_text(const host::Setting& setting) {
  if (setting.standard.is_object()) return "required";  // an inner optimizer or problem
  if (setting.standard.is_string()) return setting.standard.get<std::string>();
  return setting.standard.dump();
}

std::string searched(const host::Setting& s) {
  if (s.search_minimum == s.search_maximum) return "";
  return fmt::format(" (tuned from {} to {}{})", s.search_minimum, s.search_maximum,
                     s.log_scale ? ", on a log scale" : "");
}

void print(const std::vector<host::Setting>& settings) {
  if (settings.empty()) {
    std::cout << "  no settings\n";
    return;
  }
  std::size_t names = 0, defaults = 0;
  for (const auto& s : settings) {
    names = std::max(names, s.name.size());
    defaults = std::max(defaults, standard_text(s).size());
  }
  for (const auto& s : settings)
    std::cout << fmt::format("  {:<{}}  {:<{}}  {}\n  {:<{}}  {:<{}}  {}{}\n", s.name, names, standard_text(s),
                             defaults, s.meaning, "", names, "", defaults, allowed(s), searched(s));
}

template <class Entry>
void print(const char* kind, const Entry& entry, const std::vector<host::Setting>& settings) {
  std::cout << fmt::format("{} {}: {}\n", kind, entry.name, entry.title);
  if (!entry.source.empty()) std::cout << "  source: " << entry.source << "\n";
  std::cout << fmt::format("  plugin: {}{}\n\n", entry.file->path.string(),
                           entry.file->version.empty() ? "" : ", version " + entry.file->version);
  print(settings);
}

std::vector<std::string> all_names(const host::Registry& registry) {
  std::vector<std::string> names;
  for (const auto& [name, entry] : registry.optimizers()) names.push_back(name);
  for (const auto& [name, entry] : registry.problems()) names.push_back(name);
  for (const auto& [name, entry] : registry.schedules()) names.push_back(name);
  return names;
}

int show(const Given& given) {
  const auto registry = load_plugins(given).registry;
  const auto& name = given.arguments[0];
  const auto* optimizer = registry.optimizer(name);
  const auto* problem = registry.problem(name);
  const auto* schedule = registry.schedule(name);
  if (optimizer != nullptr) {
    auto settings = optimizer->settings;
    if (optimizer->learning_rate) settings.insert(settings.begin(), *optimizer->learning_rate);
    print("optimizer", *optimizer, settings);
  }
  if (problem != nullptr) print("problem", *problem, problem->settings);
  if (schedule != nullptr) print("schedule", *schedule, schedule->settings);
  if (optimizer == nullptr && problem == nullptr && schedule == nullptr)
    throw WrongRequest(fmt::format("there is no optimizer, problem or schedule '{}'{}\n{}", name,
                                   did_you_mean(name, all_names(registry)), elsewhere));
  return all_right;
}

}  // namespace

const Command commands::show{.usage = usage, .options = plugin_options, .run = cli::show};

}  // namespace slalom::cli
