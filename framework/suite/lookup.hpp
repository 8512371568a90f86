// Finding a plugin by the name that a suite gives.
#pragma once

#include "suite/values.hpp"

#include <fmt/format.h>

namespace slalom::host {

/// Null and a mistake, with the nearest name, if there is none. `sort`: "optimizer".
template <class Entry>
const Entry* look_up(const std::map<std::string, Entry>& all, const Node& name, const char* sort,
                     const Registry& registry, Findings& findings) {
  if (const auto it = all.find(name.text); it != all.end()) return &it->second;
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
