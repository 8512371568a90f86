#include "suites.hpp"

#include "exit_code.hpp"
#include "shipped_suites.hpp"
#include "suite/data_check.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iostream>

namespace slalom::cli {

namespace {

void add(std::vector<FolderPlans>& folders, suite::Plan plan, const std::filesystem::path& folder) {
  auto place = std::ranges::find(folders, folder, &FolderPlans::folder);
  if (place == folders.end()) place = folders.insert(place, {folder, {}});
  if (std::ranges::count(place->plans, plan.suite, &suite::Plan::suite) > 0)
    throw WrongRequest(fmt::format("two suites are named '{}' and would replace each other in {}: rename one",
                                   plan.suite, folder.string()));
  place->plans.push_back(std::move(plan));
}

}  // namespace

std::vector<FolderPlans> plan_suites(const std::vector<std::string>& files, Plugins& plugins,
                                     const suite::SuiteOptions& options,
                                     const std::optional<std::filesystem::path>& out) {
  std::vector<FolderPlans> folders;
  std::size_t diagnostics = 0;
  bool unknown_plugin = false;
  std::string lines;
  suite::DataCheck data(options.data_folder);
  const auto shipped = loader::find_search_paths({}).suites;
  for (const auto& file : files) {
    const auto suite = suite_file(file, shipped);
    load_sources(plugins, suite::source_files(suite));
    auto planned = suite::plan_suite(suite, plugins.registry, options);
    if (auto* plan = std::get_if<suite::Plan>(&planned)) {
      data.add(*plan, plugins.registry);
      const auto folder = out.value_or(std::filesystem::path("results") / plan->suite);
      add(folders, std::move(*plan), folder);
      continue;
    }
    for (const auto& diagnostic : std::get<suite::DiagnosticList>(planned)) {
      lines.append("\n").append(diagnostic.text());
      ++diagnostics;
      unknown_plugin |= diagnostic.unknown_plugin;
    }
  }
  for (const auto& diagnostic : data.diagnostics()) {
    lines.append("\n").append(diagnostic);
    ++diagnostics;
  }
  if (diagnostics > 0)
    throw WrongRequest(fmt::format("{} mistake{}:{}{}", diagnostics, diagnostics == 1 ? "" : "s", lines,
                                   unknown_plugin ? "\n" + std::string(elsewhere) : ""));
  for (const auto& note : data.notes()) std::cerr << "slalom: " << note << "\n";
  return folders;
}

}  // namespace slalom::cli
