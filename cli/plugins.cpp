#include "plugins.hpp"

#include "check/table_reader.hpp"
#include "exit_code.hpp"
#include "loader/interpreter.hpp"
#include "loader/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iostream>

namespace slalom::cli {

namespace {

constexpr std::chrono::seconds reading_timeout{10};  // of loading a file
constexpr std::chrono::seconds source_timeout{120};  // which may import large packages

/// A process that reads tables.
check::CheckOptions reading(bool sandbox, std::chrono::seconds limit) {
  return {.part_command = {loader::running_program, "read-tables", sandbox ? "sandbox" : "free"},
          .timeout = limit,
          .sandbox = sandbox};
}

/// This process loads no plugins. The build's own share one that does; each of the others has one of its own.
loader::TableReader reader(const loader::SearchPaths& paths, bool sandbox) {
  return [&paths, sandbox](std::span<const std::filesystem::path> files) {
    const auto options = reading(sandbox, reading_timeout);
    const auto is_foreign = [&](const std::filesystem::path& file) {
      return std::ranges::find(paths.foreign, file.parent_path()) != paths.foreign.end();
    };
    const auto own = std::ranges::find_if_not(files, is_foreign);  // they come last
    std::vector<std::variant<loader::FileTables, std::string>> all;
    for (auto file = files.begin(); file != own; ++file)
      all.push_back(std::move(check::read_tables({file, 1}, options).front()));
    std::ranges::move(check::read_tables({own, files.end()}, options), std::back_inserter(all));
    return all;
  };
}

/// Each in a process of its own: interpreters share nothing.
loader::TableReader source_reader(bool sandbox) {
  return [sandbox](std::span<const std::filesystem::path> files) {
    return check::read_tables(files, reading(sandbox, source_timeout));
  };
}

loader::SearchPaths search_paths(const std::vector<std::filesystem::path>& plugins,
                                 const std::vector<std::filesystem::path>& data) {
  try {
    return loader::find_search_paths(plugins, data);
  } catch (const std::runtime_error& no_level) {
    throw WrongRequest(no_level.what());
  }
}

}  // namespace

void load_sources(Plugins& plugins, const std::vector<loader::SourceFile>& sources) {
  if (sources.empty()) return;
  loader::find_interpreter();  // now: processes in a sandbox can start no program to ask
  const auto known = [&](const loader::SourceFile& source) {
    const auto is_named = [&](const auto& other) {
      return other.spelled == source.spelled && other.selector == source.selector;
    };
    const auto taken = std::ranges::find_if(plugins.registry.sources(), is_named);
    if (taken == plugins.registry.sources().end()) return std::ranges::any_of(plugins.registry.rejected(), is_named);
    if (taken->path != source.path)
      throw WrongRequest(fmt::format("{} and {} are both called {}: run their suites one by one", taken->path.string(),
                                     source.path.string(), source.spelled));
    return true;
  };
  for (const auto& source : sources)
    if (!known(source))
      plugins.registry.add_sources({&source, 1}, source_reader(plugins.sandbox != process::Sandbox::off));
}

loader::TableReader table_reader(const Plugins& plugins) {
  return [sandbox = plugins.sandbox != process::Sandbox::off](std::span<const std::filesystem::path> files) {
    std::vector<std::variant<loader::FileTables, std::string>> all;
    for (const auto& file : files)
      all.push_back(std::move(check::read_tables({&file, 1}, reading(sandbox, reading_timeout)).front()));
    return all;
  };
}

Plugins found_without_plugins(const Given& given) {
  const auto extra = given.paths("plugin-path"), data = given.paths("data");
  for (const auto& [option, folders] : {std::pair("--plugin-path", &extra), std::pair("--data", &data)})
    for (const auto& folder : *folders)
      if (!std::filesystem::is_directory(folder))
        throw WrongRequest(fmt::format("{} {}: there is no such folder", option, folder.string()));
  Plugins plugins{.search_paths = search_paths(extra, data), .registry = {}, .sandbox = sandbox_of(given)};
  plugins.search_paths.data.limit = data_limit_of(given);
  if (!plugins.search_paths.colon_in_data.empty())
    throw WrongRequest(fmt::format(
        "{}: folders of data sets cannot have a colon in their path; use a copy or a symbolic link without one",
        plugins.search_paths.colon_in_data.string()));
  return plugins;
}

Plugins load_plugins(const Given& given) {
  auto plugins = found_without_plugins(given);
  const bool sandboxed = plugins.sandbox != process::Sandbox::off;
  plugins.registry = loader::Registry::scan(plugins.search_paths.plugins, reader(plugins.search_paths, sandboxed));
  for (const auto& rejected : plugins.registry.rejected())
    std::cerr << fmt::format("slalom: warning: {} was not loaded: {}\n", loader::escaped(rejected.path.string()),
                             rejected.reason);
  return plugins;
}

run::ExecutionOptions execution_options(const Plugins& plugins) {
  return {.data_folder = plugins.search_paths.data, .sandbox = plugins.sandbox};
}

std::unique_ptr<session::Executor> make_executor(const Plugins& plugins, bool in_process) {
  if (in_process) return std::make_unique<session::InProcessExecutor>(plugins.registry);
  return std::make_unique<session::WorkerExecutor>(plugins.registry);
}

}  // namespace slalom::cli
