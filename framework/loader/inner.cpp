#include "loader/inner.hpp"

#include <algorithm>

namespace slalom::loader {

namespace {

template <class E>
std::vector<const E*> nested(const std::map<std::string, E>& all, const char* word, std::string name,
                             const Json* settings) {
  std::vector<const E*> found;
  while (true) {
    const auto entry = all.find(name);
    found.push_back(entry == all.end() ? nullptr : &entry->second);
    const auto* inner = found.back() == nullptr ? nullptr : inner_setting(found.back()->settings);
    if (inner == nullptr) return found;
    settings = &settings->at(inner->name);
    name = settings->at(word).get<std::string>();
  }
}

}  // namespace

const Setting* inner_setting(std::span<const Setting> settings) {
  const auto it = std::ranges::find_if(
      settings, [](const Setting& s) { return s.kind == Kind::inner_optimizer || s.kind == Kind::inner_problem; });
  return it == settings.end() ? nullptr : &*it;
}

std::vector<const OptimizerEntry*> nested_optimizers(const Registry& registry, const std::string& name,
                                                     const Json& settings) {
  return nested(registry.optimizers(), "optimizer", name, &settings);
}

const Setting* learning_rate_of(std::span<const OptimizerEntry* const> nested) {
  const auto* innermost = nested.back();
  return innermost != nullptr && innermost->learning_rate ? &*innermost->learning_rate : nullptr;
}

std::vector<const ProblemEntry*> nested_problems(const Registry& registry, const std::string& name,
                                                 const Json& settings) {
  return nested(registry.problems(), "problem", name, &settings);
}

}  // namespace slalom::loader
