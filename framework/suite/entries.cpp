#include "suite/entries.hpp"

#include "suite/learning_rate.hpp"
#include "suite/lookup.hpp"
#include "suite/nearest.hpp"

#include <algorithm>

namespace slalom::host {

namespace {

std::string misspelt(const Node& block, const char* word) {
  std::vector<std::string> keys;
  for (const auto& child : block.children) keys.push_back(child.key);
  const auto meant = nearest(word, keys);
  return meant ? fmt::format("; is '{}' meant to be it?", *meant) : fmt::format(": which {} is it?", word);
}

/// What problems and optimizers have in common. `word` is "problem" or "optimizer".
template <class Result, class Entry>
Result read_choice(const Node& node, const std::map<std::string, Entry>& all, const char* word, Level level,
                   const Registry& registry, Findings& findings) {
  Result choice;
  choice.place = node.place;
  const auto* name = node.is_map() ? node.find(word) : &node;
  if (name == nullptr)
    findings.add(node.place, fmt::format("the key '{}' is missing{}", word, misspelt(node, word)));
  else if (!name->is_scalar() || name->text.empty())
    add_wrong_form(*name, key(word), findings);
  else
    choice.plugin = look_up(all, *name, word, registry, findings);
  if (name != nullptr) choice.label = name->text;
  if (!node.is_map()) return choice;

  const auto owner = name == nullptr ? std::string(word) : fmt::format("{} '{}'", word, name->text);
  check_keys(node, level, choice.plugin == nullptr ? nullptr : &choice.plugin->settings, owner, findings);
  choice.scope = read_scope(node, findings);
  if (const auto* label = node.find("label"))
    choice.label = read_line(*label, key("label"), findings).value_or(choice.label);
  if (choice.plugin == nullptr) return choice;
  for (const auto& child : node.children)
    if (const auto* setting = find(choice.plugin->settings, child.key); setting != nullptr && !is_key(child.key, level))
      choice.grid.push_back(read_axis(child, *setting, owner, findings));
  return choice;
}

}  // namespace

ProblemChoice read_problem(const Node& node, const Registry& registry, Findings& findings) {
  auto choice = read_choice<ProblemChoice>(node, registry.problems(), "problem", in_problem, registry, findings);
  if (const auto* start = node.find("start")) {
    choice.grid.push_back(read_axis(*start, key("start").settings.front(), "", findings));
    if (std::ranges::count(choice.grid.back().values, Json::array()) > 0)
      add_wrong_form(*start, key("start"), findings);
  }
  return choice;
}

OptimizerChoice read_optimizer(const Node& node, const Registry& registry, Findings& findings) {
  auto choice =
      read_choice<OptimizerChoice>(node, registry.optimizers(), "optimizer", in_optimizer, registry, findings);
  if (choice.plugin == nullptr) return choice;
  const auto* rate = node.find("learning_rate");
  if (!choice.plugin->learning_rate && rate != nullptr)
    findings.add(rate->key_place, fmt::format("optimizer '{}' takes no learning_rate", choice.plugin->name));
  else if (rate != nullptr)
    choice.rates = read_learning_rate(*rate, *choice.plugin, registry, findings);
  else if (choice.plugin->learning_rate)
    choice.rates = {{node.place, "constant", nullptr, {}}};
  return choice;
}

}  // namespace slalom::host
