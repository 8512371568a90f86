#include "suite/entries.hpp"

#include "plugin/inner.hpp"
#include "suite/learning_rate.hpp"
#include "suite/lookup.hpp"
#include "suite/nearest.hpp"
#include "suite/search_range.hpp"

#include <algorithm>

namespace slalom::host {

namespace {

std::string misspelt(const Node& block, const char* word) {
  std::vector<std::string> keys;
  for (const auto& child : block.children) keys.push_back(child.key);
  const auto meant = nearest(word, keys);
  return meant ? fmt::format("; is '{}' meant to be it?", *meant) : fmt::format(": which {} is it?", word);
}

/// Reads what problems and optimizers have in common. `word` is "problem" or "optimizer".
template <class Choice, class Entry>
class ChoiceReader {
 public:
  ChoiceReader(const std::map<std::string, Entry>& all, const char* word, const Registry& registry, Findings& findings)
      : all_(all), word_(word), registry_(registry), findings_(findings) {}

  Choice read(const Node& node, Level level, Level inner_level) {
    choice_.place = node.place;
    inner_level_ = inner_level;
    if (!read_plugin(node, level, "")) choice_.plugins.clear();
    if (!node.is_map()) return std::move(choice_);
    choice_.scope = read_scope(node, findings_);
    if (const auto* label = node.find("label"))
      choice_.label = read_line(*label, key("label"), findings_).value_or(choice_.label);
    return std::move(choice_);
  }

 private:
  /// A plugin with its settings, and what is inside of it. False if one of them cannot be made out, which is a mistake.
  bool read_plugin(const Node& node, Level level, const std::string& prefix) {
    const auto* name = node.is_map() ? node.find(word_) : &node;
    const Entry* plugin = nullptr;
    if (name == nullptr)
      findings_.add(node.place, fmt::format("the key '{}' is missing{}", word_, misspelt(node, word_)));
    else if (!name->is_scalar() || name->text.empty())
      add_wrong_form(*name, key(word_), findings_);
    else
      plugin = look_up(all_, *name, word_, registry_, findings_);
    if (name != nullptr) choice_.label += (prefix.empty() ? "" : " of ") + name->text;

    const auto owner = name == nullptr ? std::string(word_) : fmt::format("{} '{}'", word_, name->text);
    if (node.is_map()) check_keys(node, level, plugin == nullptr ? nullptr : &plugin->settings, owner, findings_);
    if (plugin == nullptr) return false;
    choice_.plugins.push_back(plugin);
    const auto* inner = inner_setting(plugin->settings);
    for (const auto& child : node.children) {
      const auto* setting = node.is_map() ? find(plugin->settings, child.key) : nullptr;
      if (setting == nullptr || setting == inner || is_key(child.key, level)) continue;
      if (take_range(child, *setting, owner, prefix)) continue;
      choice_.grid.push_back(read_axis(child, *setting, owner, findings_));
      choice_.grid.back().name.insert(0, prefix);
    }
    return inner == nullptr || read_inner(node, *inner, owner, prefix);
  }

  /// Where a value may be a range to search in: settings of optimizers.
  bool take_range(const Node& node, const Setting& setting, const std::string& owner, const std::string& prefix) {
    if constexpr (requires { choice_.ranges; }) {
      if (!is_search_range(node)) return false;
      choice_.ranges.push_back(read_search_range(node, setting, owner, findings_));
      choice_.ranges.back().setting.insert(0, prefix);
      return true;
    }
    return false;
  }

  bool read_inner(const Node& node, const Setting& setting, const std::string& owner, const std::string& prefix) {
    const auto* inner = node.find(setting.name);
    if (inner == nullptr)
      findings_.add(node.place, fmt::format("{} needs the setting '{}': {}", owner, setting.name, allowed(setting)));
    else if (inner->is_list())
      findings_.add(inner->place, fmt::format("{}: {} must be {}, not a list", owner, setting.name, allowed(setting)));
    else
      return read_plugin(*inner, inner_level_, prefix + setting.name + ".");
    return false;
  }

  const std::map<std::string, Entry>& all_;
  const char* word_;
  Level inner_level_{};
  const Registry& registry_;
  Findings& findings_;
  Choice choice_;
};

}  // namespace

ProblemChoice read_problem(const Node& node, const Registry& registry, Findings& findings) {
  ChoiceReader<ProblemChoice, ProblemEntry> reader(registry.problems(), "problem", registry, findings);
  auto choice = reader.read(node, in_problem, in_inner_problem);
  if (const auto* start = node.find("start")) {
    choice.grid.push_back(read_axis(*start, key("start").settings.front(), "", findings));
    if (std::ranges::count(choice.grid.back().values, Json::array()) > 0)
      add_wrong_form(*start, key("start"), findings);
  }
  return choice;
}

OptimizerChoice read_optimizer(const Node& node, const Registry& registry, Findings& findings) {
  ChoiceReader<OptimizerChoice, OptimizerEntry> reader(registry.optimizers(), "optimizer", registry, findings);
  auto choice = reader.read(node, in_optimizer, in_inner_optimizer);
  if (!choice.known()) return choice;
  const auto* rate = node.find("learning_rate");
  const auto& taking = choice.innermost();
  if (!taking.learning_rate && rate != nullptr)
    findings.add(rate->key_place, fmt::format("optimizer '{}' takes no learning_rate", taking.name));
  else if (rate != nullptr)
    choice.rates = read_learning_rate(*rate, taking, registry, findings);
  else if (taking.learning_rate)
    choice.rates = {{node.place, "constant", nullptr, {}, {}}};
  return choice;
}

}  // namespace slalom::host
