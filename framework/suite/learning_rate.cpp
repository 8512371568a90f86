#include "suite/learning_rate.hpp"

#include "suite/lookup.hpp"
#include "suite/search_range.hpp"

#include <algorithm>

namespace slalom::suite {

namespace {

class RateReader {
 public:
  RateReader(const loader::OptimizerEntry& optimizer, const loader::Registry& registry, Diagnostics& diagnostics)
      : owner_("optimizer '" + optimizer.name + "'"),
        rate_(*optimizer.learning_rate),
        registry_(registry),
        findings_(diagnostics) {}

  std::vector<RateSpec> read(const Node& node) const {
    if (is_search_range(node))
      return {{node.location, "constant", nullptr, {}, read_search_range(node, rate_, owner_, findings_)}};
    if (node.is_map()) return read_map(node);
    if (std::ranges::none_of(node.children, &Node::is_map))
      return {constant(node.location, read_axis(node, rate_, owner_, findings_))};
    std::vector<RateSpec> choices;
    for (const auto& child : node.children)
      if (child.is_map())
        std::ranges::move(read_map(child), std::back_inserter(choices));
      else
        choices.push_back(constant(child.location, {rate_.name, {read_value(child, rate_, owner_, findings_)}}));
    return choices;
  }

 private:
  static RateSpec constant(SourceLocation location, Axis rate) {
    return {location, "constant", nullptr, {std::move(rate)}, {}};
  }

  std::vector<RateSpec> read_map(const Node& map) const {
    const auto* schedule = map.find("schedule");
    if (schedule == nullptr) return {read_settings(map, "constant", nullptr)};
    std::vector<RateSpec> choices;
    const auto add = [&](const Node& name) {
      if (!name.is_scalar() || name.text.empty())
        findings_.add(name.location, owner_ + ": schedule must be the name of a schedule or a list of names");
      else if (name.text == "constant")
        choices.push_back(read_settings(map, name.text, nullptr));
      else if (const auto* plugin = look_up(registry_.schedules(), name, "schedule", registry_, findings_))
        choices.push_back(read_settings(map, name.text, plugin));
    };
    if (schedule->is_list() && !schedule->children.empty())
      std::ranges::for_each(schedule->children, add);
    else
      add(*schedule);
    return choices;
  }

  RateSpec read_settings(const Node& map, const std::string& schedule, const loader::ScheduleEntry* plugin) const {
    auto known = key("learning_rate").settings;
    auto initial = std::ranges::find(known, "initial", &loader::Setting::name);
    *initial = rate_;
    initial->name = "initial";
    if (plugin != nullptr) std::ranges::copy(plugin->settings, std::back_inserter(known));

    RateSpec choice{map.location, schedule, plugin, {}, {}};
    for (const auto& child : map.children) {
      const auto* setting = find(known, child.key);
      if (setting == nullptr)
        findings_.add(child.key_location, fmt::format("unknown setting '{}' of schedule '{}'{}", child.key, schedule,
                                                      hint(child.key, names_of(known))));
      else if (child.key == "initial" && is_search_range(child))
        choice.range = read_search_range(child, rate_, owner_, findings_);
      else if (child.key != "schedule")
        choice.grid.push_back(read_axis(child, *setting, owner_, findings_));
      if (child.key == "initial" && !choice.range) choice.grid.back().name = rate_.name;
    }
    return choice;
  }

  std::string owner_;
  const loader::Setting& rate_;
  const loader::Registry& registry_;
  Diagnostics& findings_;
};

}  // namespace

std::vector<RateSpec> read_learning_rate(const Node& node, const loader::OptimizerEntry& optimizer,
                                         const loader::Registry& registry, Diagnostics& diagnostics) {
  return RateReader(optimizer, registry, diagnostics).read(node);
}

}  // namespace slalom::suite
