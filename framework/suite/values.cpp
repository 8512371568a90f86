#include "suite/values.hpp"

#include "suite/nearest.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <set>

namespace slalom::suite {

namespace {

std::string said_of(const std::string& owner, const std::string& what) {
  return owner.empty() ? what : owner + ": " + what;
}

bool is_grid(const Node& node, loader::Kind kind) {
  return node.is_list() && (kind != loader::Kind::list || std::ranges::any_of(node.children, &Node::is_list));
}

}  // namespace

const loader::Setting* find(std::span<const loader::Setting> settings, const std::string& name) {
  const auto it = std::ranges::find(settings, name, &loader::Setting::name);
  return it == settings.end() ? nullptr : &*it;
}

std::vector<std::string> names_of(std::span<const loader::Setting> settings) {
  std::vector<std::string> names;
  std::ranges::transform(settings, std::back_inserter(names), &loader::Setting::name);
  return names;
}

std::string hint(const std::string& name, std::span<const std::string> known) {
  constexpr std::size_t max_listed = 30;
  if (const auto meant = nearest(name, known)) return fmt::format("; did you mean '{}'?", *meant);
  if (known.empty() || known.size() > max_listed) return "";
  return fmt::format("; choose from: {}", fmt::join(known, ", "));
}

void check_keys(const Node& block, Level level, const std::vector<loader::Setting>* settings, const std::string& owner,
                Diagnostics& diagnostics, const std::map<std::string, std::string>& elsewhere) {
  auto known = settings == nullptr ? std::vector<std::string>() : names_of(*settings);
  for (const auto& key : keys())
    if ((key.levels & level) != 0) known.push_back(key.name);
  const bool has_settings = level != in_suite && level != in_experiment;

  for (const auto& child : block.children) {
    if (std::ranges::count(known, child.key) > 0) continue;
    const auto reserved = std::ranges::find(keys(), child.key, &Key::name);
    if (reserved != keys().end())
      diagnostics.add(child.key_location,
                      fmt::format("'{}' is not allowed in {}{}", child.key, in_words(level),
                                  nearest(child.key, known) ? hint(child.key, known)
                                                            : ": it belongs in " + in_words(reserved->levels)));
    else if (elsewhere.contains(child.key))
      diagnostics.add(child.key_location, fmt::format("'{}' is {}", child.key, elsewhere.at(child.key)));
    else if (!has_settings)
      diagnostics.add(child.key_location,
                      fmt::format("unknown key '{}' in {}{}", child.key, owner, hint(child.key, known)));
    else if (settings != nullptr)
      diagnostics.add(child.key_location,
                      fmt::format("unknown setting '{}' of {}{}", child.key, owner, hint(child.key, known)));
  }
}

void add_wrong_form(const Node& node, const Key& key, Diagnostics& diagnostics) {
  const bool is_empty = node.is_scalar() ? node.value.is_null() : node.children.empty();
  const std::string what = node.is_list() ? "a list" : node.is_map() ? "a map" : node.value.dump();
  diagnostics.add(node.location,
                  fmt::format("{} must be {}, {}", key.name, key.form, is_empty ? "but is empty" : "not " + what));
}

std::optional<std::string> read_line(const Node& node, const Key& key, Diagnostics& diagnostics) {
  if (node.is_scalar() && !node.text.empty() && node.text.find_first_of("\r\n") == std::string::npos) return node.text;
  add_wrong_form(node, key, diagnostics);
  return std::nullopt;
}

Json read_value(const Node& node, const loader::Setting& setting, const std::string& owner, Diagnostics& diagnostics) {
  const bool is_word = setting.kind == loader::Kind::choice || setting.kind == loader::Kind::text;
  auto value = is_word && node.is_scalar() && !node.value.is_null() ? Json(node.text) : to_json(node);
  const auto check = [&](const loader::Setting& s, const Json& part, SourceLocation location) {
    if (const auto wrong = loader::diagnose(s, part)) diagnostics.add(location, said_of(owner, *wrong));
  };
  if (setting.kind == loader::Kind::list && node.is_list()) {
    auto entry = setting;
    entry.kind = setting.integers ? loader::Kind::integer : loader::Kind::real;
    entry.name = "an entry of " + setting.name;
    for (std::size_t i = 0; i < value.size(); ++i) check(entry, value[i], node.children[i].location);
  } else {
    check(setting, value, node.location);
  }
  return value;
}

Axis read_axis(const Node& node, const loader::Setting& setting, const std::string& owner, Diagnostics& diagnostics) {
  Axis axis{setting.name, {}};
  if (!is_grid(node, setting.kind)) {
    axis.values.push_back(read_value(node, setting, owner, diagnostics));
    return axis;
  }
  if (node.children.empty()) diagnostics.add(node.location, said_of(owner, "an empty list for " + setting.name));
  std::set<Json> seen;
  for (const auto& child : node.children) {
    const auto [value, is_new] = seen.insert(read_value(child, setting, owner, diagnostics));
    if (is_new)
      axis.values.push_back(*value);
    else
      diagnostics.add(child.location, said_of(owner, value->dump() + " appears twice in this list"));
  }
  return axis;
}

void check_members(const Node& map, const Key& key, Diagnostics& diagnostics) {
  for (const auto& child : map.children)
    if (find(key.settings, child.key) == nullptr)
      diagnostics.add(child.key_location, fmt::format("unknown key '{}' in {}{}", child.key, key.name,
                                                      hint(child.key, names_of(key.settings))));
}

Json read_members(const Node& node, const Key& key, Diagnostics& diagnostics) {
  Json values = Json::object();
  if (!node.is_map()) {
    add_wrong_form(node, key, diagnostics);
    return values;
  }
  check_members(node, key, diagnostics);
  for (const auto& child : node.children) {
    const auto* setting = find(key.settings, child.key);
    if (setting == nullptr) continue;
    auto value = read_value(child, *setting, key.name, diagnostics);
    if (!loader::diagnose(*setting, value)) values[child.key] = std::move(value);
  }
  return values;
}

}  // namespace slalom::suite
