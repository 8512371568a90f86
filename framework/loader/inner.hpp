// Optimizers and problems inside of others. The value of such a setting is an object: {"optimizer": "adam", "beta1":
// 0.8, …} or {"problem": "sphere", …}.
#pragma once

#include "loader/registry.hpp"

namespace slalom::loader {

/// The setting that takes an inner optimizer or problem; null if there is none.
const Setting* inner_setting(std::span<const Setting> settings);

/// The optimizer of that name and those inside of it, outermost first; a null pointer at the end where one is not
/// found.
std::vector<const OptimizerEntry*> nested_optimizers(const Registry& registry, const std::string& name,
                                                     const Json& settings);
std::vector<const ProblemEntry*> nested_problems(const Registry& registry, const std::string& name,
                                                 const Json& settings);

/// What the innermost of nested optimizers declares, which is what the outermost takes; null if that is none.
const Setting* learning_rate_of(std::span<const OptimizerEntry* const> nested);

/// The hashes of their files, joined by '+'. All are found.
template <class E>
std::string plugin_hash(std::span<const E* const> nested) {
  std::string hash;
  for (const auto* entry : nested) hash += (hash.empty() ? "" : "+") + entry->file->hash;
  return hash;
}

}  // namespace slalom::loader
