#include "suite/variants.hpp"

#include "loader/inner.hpp"
#include "suite/search_range.hpp"

#include <algorithm>

namespace slalom::suite {

namespace {

/// One combination of an optimizer's grids.
struct Given {
  Json settings;
  const RateSpec* rate = nullptr;
  Json rate_settings = Json::object();
};

std::vector<Json> combinations(const Grid& grid) {
  std::vector<Json> all;
  for (std::size_t i = 0, n = static_cast<std::size_t>(count(grid)); i < n; ++i) all.push_back(combination(grid, i));
  return all;
}

std::vector<Given> combinations(const OptimizerSpec& choice) {
  std::vector<Given> all;
  for (const auto& settings : combinations(choice.grid)) {
    if (choice.rates.empty()) all.push_back({settings});
    for (const auto& rate : choice.rates)
      for (auto& values : combinations(rate.grid)) all.push_back({settings, &rate, std::move(values)});
  }
  return all;
}

/// The settings of nested plugins, complete: of the first, with those of the next inside, and so on.
template <class Entry>
Json complete_nested(std::span<const Entry* const> plugins, const char* word, const Json& given,
                     const std::string& prefix = "") {
  const auto& settings = plugins.front()->settings;
  Json own = Json::object();
  for (const auto& s : settings)
    if (given.contains(prefix + s.name)) own[s.name] = given.at(prefix + s.name);
  own = loader::complete(settings, own);
  if (const auto* inner = loader::inner_setting(settings)) {
    own[inner->name] = complete_nested(plugins.subspan(1), word, given, prefix + inner->name + ".");
    own[inner->name][word] = plugins[1]->name;
  }
  return own;
}

std::vector<std::string> label_all(const std::string& label, std::span<const Json> given) {
  auto labels = differences(given);
  for (auto& suffix : labels) suffix.insert(0, label);
  return labels;
}

LearningRate learning_rate(const loader::Setting& declared, const Given& given) {
  LearningRate rate;
  rate.initial = given.rate_settings.value(declared.name, declared.default_value).get<double>();
  rate.schedule = given.rate->schedule;
  if (given.rate->plugin != nullptr)
    rate.settings = loader::complete(given.rate->plugin->settings, given.rate_settings);
  rate.warmup = given.rate_settings.value("warmup", std::uint64_t{0});
  return rate;
}

std::optional<SearchRange> range_of(const loader::Setting& setting, const std::vector<SearchRange>& given) {
  const auto own = std::ranges::find(given, setting.name, &SearchRange::setting);
  return own != given.end() ? *own : declared_range(setting);
}

std::vector<SearchRange> search_space(const OptimizerSpec& choice, const Given& given) {
  std::vector<SearchRange> space;
  if (given.rate != nullptr)
    if (const auto& rate = *choice.innermost().learning_rate; !given.rate_settings.contains(rate.name))
      if (const auto range = given.rate->range ? given.rate->range : declared_range(rate)) space.push_back(*range);
  std::string prefix;
  for (const auto* plugin : choice.plugins) {
    for (auto setting : plugin->settings) {
      setting.name.insert(0, prefix);
      if (given.settings.contains(setting.name)) continue;
      if (const auto range = range_of(setting, choice.ranges)) space.push_back(*range);
    }
    if (const auto* inner = loader::inner_setting(plugin->settings)) prefix += inner->name + ".";
  }
  return space;
}

const loader::Setting* validation_of(const ProblemSpec& choice) {
  for (const auto* plugin : choice.plugins)
    if (const auto* setting = find(plugin->settings, "validation")) return setting;
  return nullptr;
}

}  // namespace

Precision preferred(const ProblemSpec& choice) { return static_cast<Precision>(choice.innermost().preferred); }

double variants(const ProblemSpec& choice) { return count(choice.grid); }

double variants(const OptimizerSpec& choice) {
  double rates = choice.rates.empty() ? 1 : 0;
  for (const auto& rate : choice.rates) rates += count(rate.grid);
  return rates * count(choice.grid);
}

std::vector<std::string> labels(const ProblemSpec& choice) {
  return label_all(choice.label, combinations(choice.grid));
}

std::vector<std::string> labels(const OptimizerSpec& choice) {
  std::vector<Json> all;
  for (auto& given : combinations(choice)) {
    Json& values = all.emplace_back(std::move(given.settings));
    values.update(given.rate_settings);
    if (given.rate != nullptr) values["schedule"] = given.rate->schedule;
  }
  return label_all(choice.label, all);
}

std::vector<ProblemVariant> expand(const ProblemSpec& choice) {
  std::vector<ProblemVariant> all;
  const auto names = labels(choice);
  for (auto& given : combinations(choice.grid)) {
    ProblemVariant v;
    v.name = choice.outermost().name;
    v.label = names[all.size()];
    v.start = given.value("start", std::vector<double>());
    given.erase("start");
    v.settings = complete_nested<loader::ProblemEntry>(choice.plugins, "problem", given);
    v.plugin_hash = loader::plugin_hash<loader::ProblemEntry>(choice.plugins);
    all.push_back(std::move(v));
  }
  return all;
}

bool holds_out_examples(const Json& settings) {
  for (const auto& [name, value] : settings.items())
    if (value.is_object() ? holds_out_examples(value) : name == "validation" && value.is_number() && value > 0)
      return true;
  return false;
}

bool may_hold_out_examples(const ProblemSpec& choice) { return validation_of(choice) != nullptr; }

bool holds_out_examples(const ProblemSpec& choice) {
  const auto* setting = validation_of(choice);
  if (setting == nullptr) return false;
  const auto given = std::ranges::find_if(
      choice.grid, [](const Axis& axis) { return axis.name == "validation" || axis.name.ends_with(".validation"); });
  const Json none = 0;
  return given == choice.grid.end() ? setting->default_value != none : std::ranges::count(given->values, none) == 0;
}

std::vector<OptimizerVariant> expand(const OptimizerSpec& choice) {
  std::vector<OptimizerVariant> all;
  const auto names = labels(choice);
  for (const auto& given : combinations(choice)) {
    OptimizerVariant v;
    v.name = choice.outermost().name;
    v.label = names[all.size()];
    v.family = choice.label;
    v.settings = complete_nested<loader::OptimizerEntry>(choice.plugins, "optimizer", given.settings);
    v.plugin_hash = loader::plugin_hash<loader::OptimizerEntry>(choice.plugins);
    if (given.rate != nullptr) {
      v.learning_rate = learning_rate(*choice.innermost().learning_rate, given);
      if (given.rate->plugin != nullptr) v.schedule_hash = given.rate->plugin->file->hash;
    }
    all.push_back(std::move(v));
  }
  return all;
}

std::vector<std::vector<SearchRange>> search_spaces(const OptimizerSpec& choice) {
  std::vector<std::vector<SearchRange>> all;
  for (const auto& given : combinations(choice)) all.push_back(search_space(choice, given));
  return all;
}

}  // namespace slalom::suite
