#include "plugins.hpp"

#include "check/table_reader.hpp"
#include "exit_code.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iostream>

namespace slalom::cli {

namespace {

constexpr std::chrono::seconds timeout{10};  // of loading a file

/// This process loads no plugins. The build's own share one that does; each of the others has one of its own.
host::TableReader reader(const host::Places& paths, bool sandbox) {
  return [&paths, sandbox](std::span<const std::filesystem::path> files) {
    const host::CheckOptions options{
        .part_command = {host::running_program, "read-tables", sandbox ? "sandbox" : "free"},
        .timeout = timeout,
        .sandbox = sandbox};
    const auto is_foreign = [&](const std::filesystem::path& file) {
      return std::ranges::find(paths.foreign, file.parent_path()) != paths.foreign.end();
    };
    const auto own = std::ranges::find_if_not(files, is_foreign);  // they come last
    std::vector<std::variant<host::FileTables, std::string>> all;
    for (auto file = files.begin(); file != own; ++file)
      all.push_back(std::move(host::read_tables({file, 1}, options).front()));
    std::ranges::move(host::read_tables({own, files.end()}, options), std::back_inserter(all));
    return all;
  };
}

}  // namespace

Plugins load_plugins(const Given& given) {
  const auto extra = given.paths("plugin-path"), data = given.paths("data");
  for (const auto& [option, folders] : {std::pair("--plugin-path", &extra), std::pair("--data", &data)})
    for (const auto& folder : *folders)
      if (!std::filesystem::is_directory(folder))
        throw WrongRequest(fmt::format("{} {}: there is no such folder", option, folder.string()));
  Plugins plugins{.places = host::find_places(extra, data), .registry = {}, .sandbox = sandbox_of(given)};
  const bool sandboxed = plugins.sandbox != host::Sandbox::off;
  plugins.registry = host::Registry::scan(plugins.places.plugins, reader(plugins.places, sandboxed));
  for (const auto& [path, reason] : plugins.registry.rejected())
    std::cerr << fmt::format("slalom: warning: {} was not loaded: {}\n", path.string(), reason);
  return plugins;
}

}  // namespace slalom::cli
