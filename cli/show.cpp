// slalom show NAME
#include "command_line.hpp"
#include "commands.hpp"
#include "exit_code.hpp"
#include "loader/inner.hpp"
#include "loader/source.hpp"
#include "opened_problem.hpp"
#include "plugins.hpp"
#include "statistics/numbers.hpp"

#include <fmt/format.h>

#include <cmath>

#include <iostream>

namespace slalom::cli {

namespace {

constexpr Usage show_usage{
    .command = "show",
    .summary = "show an optimizer, a problem or a schedule with its settings and source",
    .arguments = "NAME [options]",
    .about =
        "Shows an optimizer, a problem or a schedule: its source, and its settings\n"
        "with defaults, allowed values and meaning; of a problem also its dimension and minimum by\n"
        "default, or why that is not known. NAME may be a file in Python.",
    .examples = "slalom show adam\nslalom show quadratic\nslalom show my_rule.py",
    .min_arguments = 1,
    .max_arguments = 1,
    .completes = "@plugins"};

std::string default_text(const loader::Setting& setting) {
  if (setting.default_value.is_object()) return "required";  // an inner optimizer or problem
  if (setting.default_value.is_string()) return setting.default_value.get<std::string>();
  return setting.default_value.dump();
}

std::string searched(const loader::Setting& s) {
  if (s.search_minimum == s.search_maximum) return "";
  return fmt::format(" (tuned from {} to {}{})", s.search_minimum, s.search_maximum,
                     s.log_scale ? ", on a log scale" : "");
}

void print(const std::vector<loader::Setting>& settings) {
  if (settings.empty()) {
    std::cout << "  no settings\n";
    return;
  }
  std::size_t names = 0, defaults = 0;
  for (const auto& s : settings) {
    names = std::max(names, s.name.size());
    defaults = std::max(defaults, default_text(s).size());
  }
  for (const auto& s : settings)
    std::cout << fmt::format("  {:<{}}  {:<{}}  {}\n  {:<{}}  {:<{}}  {}{}\n", s.name, names, default_text(s), defaults,
                             s.meaning, "", names, "", defaults, loader::allowed(s), searched(s));
}

template <class Entry>
void print(const char* kind, const Entry& entry, const std::vector<loader::Setting>& settings) {
  std::cout << fmt::format("{} {}: {}\n", kind, entry.label, entry.title);
  if (!entry.source.empty()) std::cout << "  source: " << entry.source << "\n";
  std::cout << fmt::format("  plugin: {}{}\n\n", entry.file->path.string(),
                           entry.file->version.empty() ? "" : ", version " + entry.file->version);
  print(settings);
}

/// Its learning rate, too.
std::vector<loader::Setting> settings_of_optimizer(const loader::OptimizerEntry& optimizer) {
  auto settings = optimizer.settings;
  if (optimizer.learning_rate) settings.insert(settings.begin(), *optimizer.learning_rate);
  return settings;
}

/// Problems around others have none by default.
bool can_be_opened(const loader::ProblemEntry& problem) { return loader::inner_setting(problem.settings) == nullptr; }

std::string minimum_text(const run::ProblemInfo& info) {
  if (!std::isnan(info.minimum)) return fmt::format("{}", info.minimum);
  return info.minimum_unknown.empty() ? "not known" : fmt::format("not known: {}", info.minimum_unknown);
}

void print_opened(const Plugins& plugins, const loader::ProblemEntry& problem) {
  if (!can_be_opened(problem)) return;
  const auto opened = opened_problem(plugins, problem);
  if (const auto* info = std::get_if<run::ProblemInfo>(&opened)) {
    std::cout << fmt::format("\nby default:\n  dimension: {}\n", info->dimension);
    if (info->examples > 1) std::cout << fmt::format("  examples: {}\n", info->examples);
    std::cout << fmt::format("  minimum: {}\n", statistics::clean_text(minimum_text(*info), 500));
  } else {
    std::cout << fmt::format("\nby default it cannot be opened: {}\n",
                             statistics::clean_text(std::get<std::string>(opened), 500));
  }
}

std::vector<std::string> all_names(const loader::Registry& registry) {
  std::vector<std::string> names;
  for (const auto& [name, entry] : registry.optimizers()) names.push_back(name);
  for (const auto& [name, entry] : registry.problems()) names.push_back(name);
  for (const auto& [name, entry] : registry.schedules()) names.push_back(name);
  return names;
}

/// What a source file offers, or the one of it that is named.
int show_source(const loader::SourceName& wanted, Plugins plugins) {
  const auto spelled = loader::spelled_file(wanted.file);
  load_sources(plugins, {{std::filesystem::absolute(wanted.file).lexically_normal(), spelled}});
  const auto& registry = plugins.registry;
  for (const auto& rejected : registry.rejected())
    if (rejected.spelled == spelled)
      throw WrongRequest(fmt::format("{} cannot be used: {}", wanted.file, rejected.reason));
  bool shown = false;
  const auto print_all = [&](const char* kind, const auto& entries, auto settings_of) {
    for (const auto& [name, entry] : entries) {
      if (entry.file->spelled != spelled || (!wanted.entry.empty() && !loader::same_entry(entry.label, wanted.entry)))
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

po::options_description show_options() {
  po::options_description options;
  add_run_options(options);
  return options;
}

int show(const Given& given) {
  const auto& name = given.arguments[0];
  if (const auto source = loader::source_name(name)) return show_source(*source, load_plugins(given));
  const auto plugins = load_plugins(given);
  const auto& registry = plugins.registry;
  const auto* optimizer = registry.optimizer(name);
  const auto* problem = registry.problem(name);
  const auto* schedule = registry.schedule(name);
  if (optimizer != nullptr) print("optimizer", *optimizer, settings_of_optimizer(*optimizer));
  if (problem != nullptr) {
    print("problem", *problem, problem->settings);
    print_opened(plugins, *problem);
  }
  if (schedule != nullptr) print("schedule", *schedule, schedule->settings);
  if (optimizer == nullptr && problem == nullptr && schedule == nullptr)
    throw WrongRequest(fmt::format("there is no optimizer, problem or schedule '{}'{}\n{}", name,
                                   std::filesystem::exists(name + ".py")
                                       ? fmt::format("; did you mean the file '{}.py'?", name)
                                       : did_you_mean(name, all_names(registry)),
                                   elsewhere));
  return all_right;
}

}  // namespace

const Command commands::show{.usage = show_usage, .options = show_options, .run = cli::show};

}  // namespace slalom::cli
