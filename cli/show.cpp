// slalom show NAME
#include "command_line.hpp"
#include "commands.hpp"
#include "exit_code.hpp"
#include "loader/source.hpp"
#include "plugins.hpp"

#include <fmt/format.h>

#include <iostream>

namespace slalom::cli {

namespace {

constexpr Usage usage{.command = "show",
                      .summary = "show an optimizer, a problem or a schedule with its settings and source",
                      .arguments = "NAME [options]",
                      .about =
                          "Shows an optimizer, a problem or a schedule: its source, and its settings\n"
                          "with defaults, allowed values and meaning. NAME may be a file in Python.",
                      .examples = "slalom show adam\nslalom show quadratic\nslalom show my_rule.py",
                      .min_arguments = 1,
                      .max_arguments = 1,
                      .completes = "@plugins"};

std::string standard_text(const host::Setting& setting) {
  if (setting.default_value.is_object()) return "required";  // an inner optimizer or problem
  if (setting.default_value.is_string()) return setting.default_value.get<std::string>();
  return setting.default_value.dump();
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
  std::cout << fmt::format("{} {}: {}\n", kind, entry.label, entry.title);
  if (!entry.source.empty()) std::cout << "  source: " << entry.source << "\n";
  std::cout << fmt::format("  plugin: {}{}\n\n", entry.file->path.string(),
                           entry.file->version.empty() ? "" : ", version " + entry.file->version);
  print(settings);
}

/// Its learning rate, too.
std::vector<host::Setting> settings_of_optimizer(const host::OptimizerEntry& optimizer) {
  auto settings = optimizer.settings;
  if (optimizer.learning_rate) settings.insert(settings.begin(), *optimizer.learning_rate);
  return settings;
}

std::vector<std::string> all_names(const host::Registry& registry) {
  std::vector<std::string> names;
  for (const auto& [name, entry] : registry.optimizers()) names.push_back(name);
  for (const auto& [name, entry] : registry.problems()) names.push_back(name);
  for (const auto& [name, entry] : registry.schedules()) names.push_back(name);
  return names;
}

/// What a source file offers, or the one of it that is named.
int show_source(const host::SourceName& wanted, Plugins plugins) {
  const auto spelled = host::spelled_file(wanted.file);
  load_sources(plugins, {{std::filesystem::absolute(wanted.file).lexically_normal(), spelled}});
  const auto& registry = plugins.registry;
  for (const auto& rejected : registry.rejected())
    if (rejected.spelled == spelled)
      throw WrongRequest(fmt::format("{} cannot be used: {}", wanted.file, rejected.reason));
  bool shown = false;
  const auto print_all = [&](const char* kind, const auto& entries, auto settings_of) {
    for (const auto& [name, entry] : entries) {
      if (entry.file->spelled != spelled || (!wanted.entry.empty() && !host::same_entry(entry.label, wanted.entry)))
        continue;
      if (shown) std::cout << "\n";
      shown = true;
      print(kind, entry, settings_of(entry));
    }
  };
  print_all("optimizer", registry.optimizers(), settings_of_optimizer);
  print_all("problem", registry.problems(), [](const auto& problem) { return problem.settings; });
  if (!shown) throw WrongRequest(fmt::format("{} has no '{}'", wanted.file, wanted.entry));
  return all_right;
}

int show(const Given& given) {
  const auto& name = given.arguments[0];
  if (const auto source = host::source_name(name)) return show_source(*source, load_plugins(given));
  const auto registry = load_plugins(given).registry;
  const auto* optimizer = registry.optimizer(name);
  const auto* problem = registry.problem(name);
  const auto* schedule = registry.schedule(name);
  if (optimizer != nullptr) print("optimizer", *optimizer, settings_of_optimizer(*optimizer));
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
