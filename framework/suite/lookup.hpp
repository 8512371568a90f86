// Finding a plugin by the name that a suite gives.
#pragma once

#include "suite/values.hpp"

#include <fmt/format.h>

namespace slalom::host {

/// "an optimizer", if a plugin of another sort has this name.
inline std::optional<std::string> sort_of(const std::string& name, const Registry& registry) {
  if (registry.optimizer(name) != nullptr) return "an optimizer";
  if (registry.problem(name) != nullptr) return "a problem";
  if (registry.schedule(name) != nullptr) return "a schedule";
  return std::nullopt;
}

/// Null and a mistake, with the nearest name, if there is none. `sort`: "optimizer".
template <class Entry>
const Entry* look_up(const std::map<std::string, Entry>& all, const Node& name, const std::string& sort,
                     const Registry& registry, Findings& findings) {
  if (const auto it = all.find(name.text); it != all.end()) return &it->second;
  if (const auto other = sort_of(name.text, registry)) {
    findings.add(name.place, fmt::format("'{}' is {}; the name of {} {} belongs here", name.text, *other,
                                         sort == "optimizer" ? "an" : "a", sort));
    return nullptr;
  }
  std::vector<std::string> names;
  for (const auto& [known, entry] : all) names.push_back(known);
  auto message = fmt::format("unknown {} '{}'{}", sort, name.text, hint(name.text, names));
  for (const auto& file : registry.rejected())
    if (file.path.stem() == name.text)
      message += fmt::format("; {} could not be loaded: {}", file.path.string(), file.reason);
  findings.add_unknown_plugin(name.place, std::move(message));
  return nullptr;
}

}  // namespace slalom::host
