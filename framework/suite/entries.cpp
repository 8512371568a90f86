#include "suite/entries.hpp"

#include "loader/inner.hpp"
#include "loader/source.hpp"
#include "suite/data_names.hpp"
#include "suite/learning_rate.hpp"
#include "suite/lookup.hpp"
#include "suite/nearest.hpp"
#include "suite/search_range.hpp"

#include <algorithm>

namespace slalom::suite {

namespace {

constexpr double no_limit = 1e30;  // of the norm or the values of gradients; also in single precision

std::string misspelt(const Node& block, const char* word) {
  std::vector<std::string> keys;
  for (const auto& child : block.children) keys.push_back(child.key);
  const auto meant = nearest(word, keys);
  return meant ? fmt::format("; is '{}' a misspelling of it?", *meant) : fmt::format(": which {} is it?", word);
}

/// Reads what problems and optimizers have in common. `word` is "problem" or "optimizer".
template <class VariantSpec, class Entry>
class ChoiceReader {
 public:
  ChoiceReader(const std::map<std::string, Entry>& all, const char* word, const loader::Registry& registry,
               Diagnostics& diagnostics)
      : all_(all), word_(word), registry_(registry), findings_(diagnostics) {}

  VariantSpec read(const Node& node, Level level, Level inner_level) {
    choice_.location = node.location;
    inner_level_ = inner_level;
    if (!read_entry(node, level, "")) choice_.plugins.clear();
    if (!node.is_map()) return std::move(choice_);
    choice_.scope = read_inherited_settings(node, findings_);
    if (const auto* label = node.find("label"))
      choice_.label = read_line(*label, key("label"), findings_).value_or(choice_.label);
    return std::move(choice_);
  }

 private:
  /// A plugin, and the optimizer `clip` around it where the key of that name asks for it.
  bool read_entry(const Node& node, Level level, const std::string& prefix) {
    const auto* clip = node.is_map() ? node.find("clip") : nullptr;
    if (clip == nullptr || !is_key("clip", level)) return read_plugin(node, level, prefix);
    const bool known = read_clip(*clip, prefix);
    return read_plugin(node, level, prefix + "inner.") && known;
  }

  /// A plugin with its settings, and what is inside of it. False if one of them cannot be made out, which is a mistake.
  bool read_plugin(const Node& node, Level level, const std::string& prefix) {
    const auto* name = node.is_map() ? node.find(word_) : &node;
    const Entry* plugin = nullptr;
    if (name == nullptr)
      findings_.add(node.location, fmt::format("the key '{}' is missing{}", word_, misspelt(node, word_)));
    else if (!name->is_scalar() || name->text.empty())
      add_wrong_form(*name, key(word_), findings_);
    else
      plugin = find_plugin(node, *name);
    if (name != nullptr) add_to_label(plugin == nullptr ? name->text : plugin->label);

    const auto owner = name == nullptr ? std::string(word_) : fmt::format("{} '{}'", word_, name->text);
    if (node.is_map())
      check_keys(node, level, plugin == nullptr ? nullptr : &plugin->settings, owner, findings_, settings_inside(node));
    if (plugin == nullptr) return false;
    choice_.plugins.push_back(plugin);
    const auto* inner = loader::inner_setting(plugin->settings);
    for (const auto& child : node.children) {
      const auto* setting = node.is_map() ? find(plugin->settings, child.key) : nullptr;
      if (setting == nullptr || setting == inner || is_key(child.key, level)) continue;
      read_setting(child, *setting, owner, prefix);
    }
    return inner == nullptr || read_inner(node, *inner, owner, prefix);
  }

  const Entry* find_plugin(const Node& node, const Node& name) {
    if constexpr (std::is_same_v<Entry, loader::OptimizerEntry>)
      if (!all_.contains(name.text) && loader::library_file(name.text))
        return look_up_library(all_, name, selector_of(node), registry_, findings_);
    return look_up(all_, name, word_, registry_, findings_);
  }

  /// Where a value may be a range to search in: settings of optimizers.
  bool take_range(const Node& node, const loader::Setting& setting, const std::string& owner,
                  const std::string& prefix) {
    if constexpr (requires { choice_.ranges; }) {
      if (!is_search_range(node)) return false;
      choice_.ranges.push_back(read_search_range(node, setting, owner, findings_));
      choice_.ranges.back().setting.insert(0, prefix);
      return true;
    }
    return false;
  }

  /// For each setting of the plugins inside of this one: whose it is, and where it belongs.
  std::map<std::string, std::string> settings_inside(const Node& node) const {
    std::map<std::string, std::string> all;
    std::string path = "inner";
    for (const auto* inside = node.find("inner"); inside != nullptr; inside = inside->find("inner"), path += ".inner") {
      const auto* name = inside->is_map() ? inside->find(word_) : inside;
      const auto plugin = name == nullptr ? all_.end() : all_.find(name->text);
      if (plugin == all_.end()) break;
      for (const auto& setting : plugin->second.settings)
        all.emplace(setting.name, fmt::format("a setting of {} '{}': it belongs under {}", word_, name->text, path));
    }
    return all;
  }

  bool read_inner(const Node& node, const loader::Setting& setting, const std::string& owner,
                  const std::string& prefix) {
    const auto* inner = node.find(setting.name);
    if (inner == nullptr)
      findings_.add(node.location,
                    fmt::format("{} needs the setting '{}': {}", owner, setting.name, loader::allowed(setting)));
    else if (inner->is_list())
      findings_.add(inner->location,
                    fmt::format("{}: {} must be {}, not a list", owner, setting.name, loader::allowed(setting)));
    else
      return read_entry(*inner, inner_level_, prefix + setting.name + ".");
    return false;
  }

  /// As if `clip` stood around the optimizer, but that what is not given does not clip.
  bool read_clip(const Node& node, const std::string& prefix) {
    const auto& form = key("clip");
    const auto clip = all_.find(form.name);
    if (clip == all_.end()) {
      findings_.add(node.key_location, "the key 'clip' needs the optimizer 'clip', which was not found");
      return false;
    }
    add_to_label(form.name);
    choice_.plugins.push_back(&clip->second);
    if (node.is_scalar() ? node.value.is_null() : node.children.empty()) {
      add_wrong_form(node, form, findings_);
      return true;
    }
    const bool has_members = node.is_map() && !is_search_range(node);
    if (has_members) check_members(node, form, findings_);
    for (const auto& setting : clip->second.settings) {
      const auto* given = has_members ? node.find(setting.name) : setting.name == "norm" ? &node : nullptr;
      if (find(form.settings, setting.name) == nullptr) continue;
      if (given != nullptr)
        read_setting(*given, setting, form.name, prefix);
      else
        choice_.grid.push_back({prefix + setting.name, {no_limit}});
    }
    return true;
  }

  void read_setting(const Node& node, const loader::Setting& setting, const std::string& owner,
                    const std::string& prefix) {
    if (take_range(node, setting, owner, prefix)) return;
    choice_.grid.push_back(read_axis(node, setting, owner, findings_));
    choice_.grid.back().name.insert(0, prefix);
  }

  void add_to_label(const std::string& name) { choice_.label += (choice_.label.empty() ? "" : " of ") + name; }

  const std::map<std::string, Entry>& all_;
  const char* word_;
  Level inner_level_{};
  const loader::Registry& registry_;
  Diagnostics& findings_;
  VariantSpec choice_;
};

/// Of the problem and of those inside.
void check_data(const Node& node, const ProblemSpec& choice, const loader::DataSource& folders,
                Diagnostics& diagnostics) {
  const auto* at = &node;
  for (const auto* plugin : choice.plugins) {
    const auto* value = at->find("data");
    const auto* setting = find(plugin->settings, "data");
    if (value != nullptr && setting != nullptr && setting->kind == loader::Kind::text)
      check_data(*value, fmt::format("problem '{}'", plugin->name), setting->meaning, folders, diagnostics);
    if (const auto* inner = loader::inner_setting(plugin->settings)) at = at->find(inner->name);
  }
}

}  // namespace

ProblemSpec read_problem(const Node& node, const loader::Registry& registry, const loader::DataSource& data,
                         Diagnostics& diagnostics) {
  ChoiceReader<ProblemSpec, loader::ProblemEntry> reader(registry.problems(), "problem", registry, diagnostics);
  auto choice = reader.read(node, in_problem, in_inner_problem);
  if (!data.folders.empty()) check_data(node, choice, data, diagnostics);
  if (const auto* start = node.find("start")) {
    choice.grid.push_back(read_axis(*start, key("start").settings.front(), "", diagnostics));
    if (std::ranges::count(choice.grid.back().values, Json::array()) > 0)
      add_wrong_form(*start, key("start"), diagnostics);
  }
  return choice;
}

OptimizerSpec read_optimizer(const Node& node, const loader::Registry& registry, Diagnostics& diagnostics) {
  ChoiceReader<OptimizerSpec, loader::OptimizerEntry> reader(registry.optimizers(), "optimizer", registry, diagnostics);
  auto choice = reader.read(node, in_optimizer, in_inner_optimizer);
  if (!choice.known()) return choice;
  const auto* rate = node.find("learning_rate");
  const auto& taking = choice.innermost();
  if (!taking.learning_rate && rate != nullptr)
    diagnostics.add(rate->key_location, fmt::format("optimizer '{}' takes no learning_rate", taking.name));
  else if (rate != nullptr)
    choice.rates = read_learning_rate(*rate, taking, registry, diagnostics);
  else if (taking.learning_rate)
    choice.rates = {{node.location, "constant", nullptr, {}, {}}};
  return choice;
}

}  // namespace slalom::suite
