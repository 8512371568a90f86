// Finding a plugin by the name that a suite gives.
#pragma once

#include "loader/source.hpp"
#include "suite/values.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace slalom::suite {

/// "an optimizer", if a plugin of another sort has this name.
inline std::optional<std::string> sort_of(const std::string& name, const loader::Registry& registry) {
  if (registry.optimizer(name) != nullptr) return "an optimizer";
  if (registry.problem(name) != nullptr) return "a problem";
  if (registry.schedule(name) != nullptr) return "a schedule";
  return std::nullopt;
}

/// Of what a source file offers: null and a mistake if there is none, or if it might be one of several.
template <class Entry>
const Entry* look_up_source(const std::map<std::string, Entry>& all, const Node& name, const loader::SourceName& wanted,
                            const std::string& sort, const loader::Registry& registry, Diagnostics& diagnostics) {
  const auto spelled = loader::spelled_file(wanted.file);
  std::vector<const Entry*> found;
  std::vector<std::string> names;
  for (const auto& [known, entry] : all) {
    if (entry.file->spelled != spelled) continue;
    names.push_back(entry.label);
    if (wanted.entry.empty() || loader::same_entry(entry.label, wanted.entry)) found.push_back(&entry);
  }
  if (found.size() == 1) return found.front();
  const auto rejected = std::ranges::find(registry.rejected(), spelled, &loader::Rejected::spelled);
  if (rejected != registry.rejected().end())
    diagnostics.add(name.location, fmt::format("{} cannot be used: {}", wanted.file, rejected->reason));
  else if (found.size() > 1)
    diagnostics.add(name.location, fmt::format("{} has several {}s: say which, such as {}:{}", wanted.file, sort,
                                               wanted.file, found.front()->label));
  else if (!names.empty())
    diagnostics.add(name.location, fmt::format("{} has no {} '{}': it has {}", wanted.file, sort, wanted.entry,
                                               fmt::join(names, ", ")));
  else
    diagnostics.add(name.location, fmt::format("{} has no {}", wanted.file, sort));
  return nullptr;
}

/// Of a library: that which the keys beside the name choose; null and a mistake if it cannot be used.
template <class Entry>
const Entry* look_up_library(const std::map<std::string, Entry>& all, const Node& name, const std::string& selector,
                             const loader::Registry& registry, Diagnostics& diagnostics) {
  for (const auto& [known, entry] : all)
    if (entry.file->spelled == name.text && entry.file->selector == selector) return &entry;
  std::string reason = "it was not loaded";
  for (const auto& file : registry.rejected())
    if (file.spelled == name.text && file.selector == selector) reason = file.reason;
  diagnostics.add(name.location, fmt::format("{} cannot be used: {}", name.text, reason));
  return nullptr;
}

/// Null and a mistake, with the nearest name, if there is none. `sort`: "optimizer".
template <class Entry>
const Entry* look_up(const std::map<std::string, Entry>& all, const Node& name, const std::string& sort,
                     const loader::Registry& registry, Diagnostics& diagnostics) {
  if (const auto it = all.find(name.text); it != all.end()) return &it->second;
  if (const auto source = loader::source_name(name.text))
    return look_up_source(all, name, *source, sort, registry, diagnostics);
  if (const auto other = sort_of(name.text, registry)) {
    diagnostics.add(name.location, fmt::format("'{}' is {}; the name of {} {} belongs here", name.text, *other,
                                               sort == "optimizer" ? "an" : "a", sort));
    return nullptr;
  }
  std::vector<std::string> names;
  for (const auto& [known, entry] : all) names.push_back(known);
  auto message = fmt::format("unknown {} '{}'{}", sort, name.text, hint(name.text, names));
  for (const auto& file : registry.rejected())
    if (file.path.stem() == name.text)
      message += fmt::format("; {} could not be loaded: {}", file.path.string(), file.reason);
  diagnostics.add_unknown_plugin(name.location, std::move(message));
  return nullptr;
}

}  // namespace slalom::suite
