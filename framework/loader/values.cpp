#include "loader/values.hpp"

#include "loader/inner.hpp"
#include "loader/services.hpp"

#include <fmt/format.h>

namespace slalom::loader {

Values::Values(std::span<const Setting> settings, const Json& complete, const Registry& registry) {
  for (const auto& s : settings) {
    const Json& value = complete.at(s.name);
    slalom_value& v = values_.emplace_back();
    v.struct_size = sizeof(slalom_value);
    if (value.is_boolean()) {
      v.number = value.get<bool>() ? 1 : 0;
    } else if (value.is_number()) {
      v.number = value.get<double>();
    } else if (value.is_string()) {
      v.text = texts_.emplace_back(value.get<std::string>()).c_str();
    } else if (value.is_object()) {
      v.inner = inner(value, registry);
    } else {
      const auto& list = lists_.emplace_back(value.get<std::vector<double>>());
      v.list = list.data();
      v.list_size = list.size();
    }
    pointers_.push_back(&v);
  }
  pointers_.push_back(nullptr);  // a list even where there are no settings: a null pointer says that none are given
}

const slalom_inner* Values::inner(const Json& value, const Registry& registry) {
  const auto resolve = [&](const auto* entry, const char* word) {
    if (entry == nullptr)
      throw PluginError(fmt::format("no {} '{}' was found", word, value.at(word).get<std::string>()));
    return inner_values_.emplace_back(entry->settings, complete(entry->settings, value), registry).data();
  };
  auto& inner = inners_.emplace_back();
  inner.struct_size = sizeof(slalom_inner);
  if (value.contains("optimizer")) {
    const auto* entry = registry.optimizer(value.at("optimizer").get<std::string>());
    inner.values = resolve(entry, "optimizer");
    inner.optimizer = entry->c;
  } else {
    const auto* entry = registry.problem(value.at("problem").get<std::string>());
    inner.values = resolve(entry, "problem");
    inner.problem = entry->c;
  }
  return &inner;
}

}  // namespace slalom::loader
