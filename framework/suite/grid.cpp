#include "suite/grid.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <ranges>
#include <set>

namespace slalom::suite {

namespace {

std::string in_label(const Json& value) {
  if (value.is_string()) return value.get<std::string>();
  if (value.is_number_float()) return fmt::format("{}", value.get<double>());
  if (!value.is_array()) return value.dump();
  std::vector<std::string> entries;
  std::ranges::transform(value, std::back_inserter(entries), in_label);
  return fmt::format("[{}]", fmt::join(entries, ", "));
}

}  // namespace

double count(const Grid& grid) {
  double product = 1;
  for (const auto& axis : grid) product *= static_cast<double>(axis.values.size());
  return product;
}

Json combination(const Grid& grid, std::size_t i) {
  Json values = Json::object();
  for (const auto& axis : std::views::reverse(grid)) {
    values[axis.name] = axis.values[i % axis.values.size()];
    i /= axis.values.size();
  }
  return values;
}

std::vector<std::string> differences(std::span<const Json> variants) {
  std::set<std::string> names;
  for (const auto& variant : variants)
    for (const auto& [name, value] : variant.items()) names.insert(name);
  std::erase_if(names, [&](const std::string& name) {
    const auto given = [&](const Json& v) { return v.contains(name) ? v.at(name) : Json(); };
    return std::ranges::all_of(variants, [&](const Json& v) { return given(v) == given(variants.front()); });
  });

  std::vector<std::string> suffixes;
  for (const auto& variant : variants) {
    std::vector<std::string> parts;
    for (const auto& name : names)
      if (variant.contains(name)) parts.push_back(fmt::format("{}={}", name, in_label(variant.at(name))));
    suffixes.push_back(parts.empty() ? "" : fmt::format(" ({})", fmt::join(parts, ", ")));
  }
  return suffixes;
}

}  // namespace slalom::suite
