#include "worker/assignment.hpp"

#include "suite/plugins_of_case.hpp"

#include <map>
#include <set>

namespace slalom::worker {

namespace {

std::set<std::filesystem::path> needed_files(std::span<const suite::Case> cases, const loader::Registry& registry) {
  std::set<std::filesystem::path> needed;
  for (const auto& c : cases)
    suite::for_each_plugin(c, registry, [&](const suite::PluginUse&, const auto* entry) {
      if (entry != nullptr) needed.insert(entry->file->path);
    });
  return needed;
}

std::vector<std::filesystem::path> files_of(std::span<const suite::Case> cases, const loader::Registry& registry) {
  const auto needed = needed_files(cases, registry);
  std::vector<std::filesystem::path> files;
  for (const auto& file : registry.files())
    if (needed.contains(file)) files.push_back(std::filesystem::absolute(file));
  return files;
}

std::vector<loader::SourceFile> sources_of(std::span<const suite::Case> cases, const loader::Registry& registry) {
  std::set<loader::SourceFile> needed;
  for (const auto& c : cases)
    suite::for_each_plugin(c, registry, [&](const suite::PluginUse&, const auto* entry) {
      if (entry == nullptr || entry->file->spelled.empty()) return;
      needed.insert({entry->file->path, entry->file->spelled, entry->file->selector, entry->file->folder});
    });
  return {needed.begin(), needed.end()};
}

}  // namespace

std::vector<std::filesystem::path> plugin_files(const suite::Case& c, const loader::Registry& registry) {
  return files_of({&c, 1}, registry);
}

std::vector<loader::SourceFile> source_files(const suite::Case& c, const loader::Registry& registry) {
  return sources_of({&c, 1}, registry);
}

Assignment assign(const suite::Plan& plan, std::span<const suite::Run> runs, std::span<const std::size_t> chosen,
                  const loader::Registry& registry) {
  Assignment a;
  std::map<std::uint32_t, std::uint32_t> place;  // of a case in the part
  for (const auto index : chosen) {
    auto run = runs[index];
    const auto [at, is_new] = place.try_emplace(run.case_index, static_cast<std::uint32_t>(a.plan.cases.size()));
    if (is_new) a.plan.cases.push_back(plan.cases[run.case_index]);
    run.case_index = at->second;
    a.plan.runs.push_back(run);
  }
  a.plugin_files = files_of(a.plan.cases, registry);
  a.sources = sources_of(a.plan.cases, registry);
  return a;
}

// As CBOR, a binary JSON that keeps every bit of a number.

Bytes to_bytes(const Assignment& a) {
  auto cases = Json::array(), runs = Json::array(), groups = Json::array(), files = Json::array(),
       sources = Json::array();
  for (const auto& c : a.plan.cases) cases.push_back(suite::to_json(c));
  for (const auto& run : a.plan.runs) runs.push_back({run.case_index, run.seed});
  for (const auto& group : a.groups) groups.push_back(group.string());
  for (const auto& file : a.plugin_files) files.push_back(file.string());
  for (const auto& s : a.sources) sources.push_back({s.path.string(), s.spelled, s.selector, s.folder.string()});
  return Json::to_cbor({{"supervisor", a.supervisor},
                        {"key", a.key},
                        {"jobs", a.jobs},
                        {"isolated", a.isolated},
                        {"memory", a.memory},
                        {"groups", groups},
                        {"memory_group", a.memory_group.string()},
                        {"sandbox", a.sandbox},
                        {"data_folder", a.data_folder.folders},
                        {"data_limit", a.data_folder.limit},
                        {"plugin_files", files},
                        {"sources", sources},
                        {"cases", cases},
                        {"runs", runs},
                        {"cached", a.cached}});
}

Assignment assignment_from(std::span<const std::uint8_t> bytes) {
  const auto json = Json::from_cbor(bytes.begin(), bytes.end());
  Assignment a{.supervisor = json.at("supervisor"),
               .key = json.at("key"),
               .jobs = json.at("jobs"),
               .isolated = json.at("isolated"),
               .memory = json.at("memory"),
               .groups = {},
               .memory_group = json.at("memory_group").get<std::string>(),
               .sandbox = json.at("sandbox"),
               .data_folder = {json.at("data_folder").get<std::string>(), json.at("data_limit").get<std::uint64_t>()},
               .plugin_files = {},
               .sources = {},
               .plan = {},
               .cached = json.at("cached")};
  for (const auto& group : json.at("groups")) a.groups.emplace_back(group.get<std::string>());
  for (const auto& file : json.at("plugin_files")) a.plugin_files.emplace_back(file.get<std::string>());
  for (const auto& source : json.at("sources"))
    a.sources.push_back({source.at(0).get<std::string>(), source.at(1).get<std::string>(),
                         source.at(2).get<std::string>(), source.at(3).get<std::string>()});
  std::vector<std::string> definitions;
  for (const auto& c : json.at("cases"))
    definitions.push_back(suite::canonical(a.plan.cases.emplace_back(suite::case_from_json(c))));
  for (const auto& run : json.at("runs")) {
    const auto case_index = run.at(0).get<std::uint32_t>();
    const auto seed = run.at(1).get<std::uint64_t>();
    a.plan.runs.push_back({case_index, seed, suite::identify(definitions.at(case_index), seed)});
  }
  return a;
}

}  // namespace slalom::worker
