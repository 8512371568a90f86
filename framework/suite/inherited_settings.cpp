#include "suite/inherited_settings.hpp"

#include "suite/plan_json.hpp"
#include "suite/values.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>

namespace slalom::suite {

namespace {

Batch read_batch(const Node& node, Diagnostics& diagnostics) {
  const auto& batch = key("batch");
  if (node.text == "full") return {};
  Json given = {{"sampling", "shuffled"}};
  if (node.value.is_number()) {
    const auto& size = batch.settings.front();
    given["size"] = read_value(node, size, "batch", diagnostics);
    return loader::diagnose(size, given["size"]) ? Batch{} : given.get<Batch>();
  }
  given.update(read_members(node, batch, diagnostics));
  const bool is_full = given["sampling"] == "full";
  if (node.is_map() && is_full == (node.find("size") != nullptr))
    diagnostics.add(node.location, is_full ? "batch: a full batch takes no size" : "batch: size is missing");
  return given.get<Batch>();
}

Precision read_precision(const Node& node, Diagnostics& diagnostics) {
  const auto& precision = key("precision").settings.front();
  const auto value = read_value(node, precision, "", diagnostics);
  return loader::diagnose(precision, value) ? Precision::float64 : value.get<Precision>();
}

Budget read_budget(const Node& node, Diagnostics& diagnostics) {
  if (node.is_map() && node.children.empty()) add_wrong_form(node, key("budget"), diagnostics);
  return read_members(node, key("budget"), diagnostics).get<Budget>();
}

Recording read_recording(const Node& node, Diagnostics& diagnostics) {
  if (node.find("every") != nullptr && (node.find("points") != nullptr || node.find("spacing") != nullptr))
    diagnostics.add(node.location, "record: give points and spacing, or every, not both");
  return read_members(node, key("record"), diagnostics).get<Recording>();
}

Stop read_stop(const Node& node, Diagnostics& diagnostics) {
  return read_members(node, key("stop"), diagnostics).get<Stop>();
}

std::vector<double> read_targets(const Node& node, Diagnostics& diagnostics) {
  const auto& targets = key("targets");
  if (!node.is_list() || node.children.empty()) {
    add_wrong_form(node, targets, diagnostics);
    return {};
  }
  std::vector<double> values;
  for (const auto& value : read_axis(node, targets.settings.front(), "", diagnostics).values)
    if (value.is_number()) values.push_back(value.get<double>());
  std::ranges::sort(values, std::greater());
  return values;
}

Tuning read_tuning(const Node& node, Diagnostics& diagnostics) {
  if (node.text == "none") return {.trials = 0};
  return read_members(node, key("tune"), diagnostics).get<Tuning>();
}

template <class T>
void read(const Node& block, const char* name, T (*read_node)(const Node&, Diagnostics&), std::optional<T>& into,
          Diagnostics& diagnostics) {
  if (const auto* node = block.find(name)) into = read_node(*node, diagnostics);
}

template <class T>
std::optional<T> innermost(const std::optional<T>& outer, const std::optional<T>& inner) {
  return inner ? inner : outer;
}

}  // namespace

InheritedSettings read_inherited_settings(const Node& block, Diagnostics& diagnostics) {
  InheritedSettings scope;
  read(block, "batch", &read_batch, scope.batch, diagnostics);
  read(block, "precision", &read_precision, scope.precision, diagnostics);
  read(block, "budget", &read_budget, scope.budget, diagnostics);
  read(block, "record", &read_recording, scope.recording, diagnostics);
  read(block, "stop", &read_stop, scope.stop, diagnostics);
  read(block, "targets", &read_targets, scope.targets, diagnostics);
  read(block, "tune", &read_tuning, scope.tune, diagnostics);
  return scope;
}

InheritedSettings within(const InheritedSettings& outer, const InheritedSettings& inner) {
  return {.batch = innermost(outer.batch, inner.batch),
          .precision = innermost(outer.precision, inner.precision),
          .budget = innermost(outer.budget, inner.budget),
          .recording = innermost(outer.recording, inner.recording),
          .stop = innermost(outer.stop, inner.stop),
          .targets = innermost(outer.targets, inner.targets),
          .tune = innermost(outer.tune, inner.tune)};
}

}  // namespace slalom::suite
