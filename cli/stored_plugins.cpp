#include "stored_plugins.hpp"

#include "exit_code.hpp"
#include "loader/file_hash.hpp"
#include "loader/source.hpp"
#include "suite/data_hash.hpp"
#include "suite/plugins_of_case.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace slalom::cli {

namespace {

namespace fs = std::filesystem;

constexpr auto how_to_keep =
    "keep the plugins of both sides, each in a folder of its own (--plugin-path), until they have been compared";

Json plugins_in(const Json& provenance) {
  return provenance.is_object() ? provenance.value("plugins", Json::object()) : Json::object();
}

/// Calls visit(name, entry) for each file in the provenance of the plans.
template <class Visit>
void for_each_file(const store::Store& store, Visit visit) {
  for (const auto& provenance : store.provenance()) {
    const auto plugins = plugins_in(provenance);
    for (const auto& [name, file] : plugins.items()) visit(name, file);
  }
}

/// The libraries, each once, all of them as they were.
std::vector<fs::path> stored_libraries(const store::Store& store, const std::string& folder) {
  std::vector<fs::path> files;
  for_each_file(store, [&](const std::string&, const Json& file) {
    const fs::path path = file.value("path", "");
    const auto hash = file.value("hash", "");
    if (path.extension() != ".so" || std::ranges::count(files, path) > 0) return;
    if (!fs::is_regular_file(path))
      throw WrongRequest(fmt::format("{}: {}, by which it was made, is gone; {}", folder, path.string(), how_to_keep));
    if (loader::file_hash(path) != hash)
      throw WrongRequest(
          fmt::format("{}: {}, by which it was made, is another file now; {}", folder, path.string(), how_to_keep));
    files.push_back(path);
  });
  return files;
}

/// Of these files alone; the others in their folders are rejected.
loader::Registry registry_of(const std::vector<fs::path>& files, const loader::TableReader& reader) {
  std::vector<fs::path> folders;
  for (const auto& file : files)
    if (std::ranges::count(folders, file.parent_path()) == 0) folders.push_back(file.parent_path());
  return loader::Registry::scan(folders, [&](std::span<const fs::path> found) {
    std::vector<std::variant<loader::FileTables, std::string>> all;
    for (const auto& file : found)
      if (std::ranges::count(files, file) > 0)
        all.push_back(std::move(reader({&file, 1}).front()));
      else
        all.emplace_back("it did not make these results");
    return all;
  });
}

/// Throws unless each case would be made by the files that made it.
void require_same(const suite::Case& c, const Plugins& plugins, const std::string& folder) {
  const auto& registry = plugins.registry;
  std::map<const std::string*, std::string> found;  // hashes as they are now, by where those of the case are
  suite::for_each_plugin(c, registry, [&](const suite::PluginUse& use, const auto* entry) {
    if (entry == nullptr)
      throw WrongRequest(
          fmt::format("{}: the {} {} is not among the files by which it was made", folder, use.kind, use.name));
    auto& hash = found[&use.hash];
    hash += (hash.empty() ? "" : "+") + entry->file->hash;
  });
  for (const auto& [before, now] : found)
    if (!before->empty() && *before != now)
      throw WrongRequest(fmt::format("{}: a plugin of {} on {} is another file now; {}", folder, c.optimizer.label,
                                     c.problem.label, how_to_keep));
}

}  // namespace

std::vector<loader::SourceFile> stored_sources(const store::Store& store) {
  std::vector<loader::SourceFile> sources;
  for_each_file(store, [&](const std::string& name, const Json& file) {
    const fs::path path = file.value("path", "");
    if (!exists(path)) return;
    if (const auto library = file.value("library", ""); !library.empty())
      sources.push_back({path, library, file.value("selector", ""), file.value("folder", "")});
    else if (loader::source_name(name))
      sources.push_back({path, name});
  });
  std::ranges::sort(sources);
  sources.erase(std::unique(sources.begin(), sources.end()), sources.end());
  return sources;
}

Plugins stored_plugins(const Given& given, const store::Store& store, const std::string& folder) {
  auto plugins = found_without_plugins(given);
  const auto files = stored_libraries(store, folder);
  plugins.registry = registry_of(files, table_reader(plugins));
  load_sources(plugins, stored_sources(store));
  for (const auto& rejected : plugins.registry.rejected())
    if (std::ranges::count(files, rejected.path) > 0 || !rejected.spelled.empty())
      throw WrongRequest(fmt::format("{}: {} cannot be loaded: {}", folder, rejected.path.string(), rejected.reason));
  suite::DataHashes data(plugins.search_paths.data.folders);
  for (const auto& plan : store.plans())
    for (const auto& c : plan.cases) {
      require_same(c, plugins, folder);
      if (!c.problem.data_hash.empty() && data.of(c.problem.settings) != c.problem.data_hash)
        throw WrongRequest(fmt::format("{}: the data of {} is gone or has changed; --data DIR says where it is", folder,
                                       c.problem.label));
    }
  return plugins;
}

}  // namespace slalom::cli
