#include "suite/scope.hpp"

#include "suite/plan_json.hpp"
#include "suite/values.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>

namespace slalom::host {

namespace {

Batch read_batch(const Node& node, Findings& findings) {
  const auto& batch = key("batch");
  if (node.text == "full") return {};
  Json given = {{"sampling", "shuffled"}};
  if (node.value.is_number()) {
    const auto& size = batch.settings.front();
    given["size"] = read_value(node, size, "batch", findings);
    return complaint(size, given["size"]) ? Batch{} : given.get<Batch>();
  }
  given.update(read_members(node, batch, findings));
  const bool is_full = given["sampling"] == "full";
  if (node.is_map() && is_full == (node.find("size") != nullptr))
    findings.add(node.place, is_full ? "batch: a full batch takes no size" : "batch: size is missing");
  return given.get<Batch>();
}

Precision read_precision(const Node& node, Findings& findings) {
  const auto& precision = key("precision").settings.front();
  const auto value = read_value(node, precision, "", findings);
  return complaint(precision, value) ? Precision::float64 : value.get<Precision>();
}

Budget read_budget(const Node& node, Findings& findings) {
  if (node.is_map() && node.children.empty()) add_wrong_form(node, key("budget"), findings);
  return read_members(node, key("budget"), findings).get<Budget>();
}

Recording read_recording(const Node& node, Findings& findings) {
  if (node.find("every") != nullptr && (node.find("points") != nullptr || node.find("spacing") != nullptr))
    findings.add(node.place, "record: give points and spacing, or every, not both");
  return read_members(node, key("record"), findings).get<Recording>();
}

Stop read_stop(const Node& node, Findings& findings) { return read_members(node, key("stop"), findings).get<Stop>(); }

std::vector<double> read_targets(const Node& node, Findings& findings) {
  const auto& targets = key("targets");
  if (!node.is_list() || node.children.empty()) {
    add_wrong_form(node, targets, findings);
    return {};
  }
  std::vector<double> values;
  for (const auto& value : read_axis(node, targets.settings.front(), "", findings).values)
    if (value.is_number()) values.push_back(value.get<double>());
  std::ranges::sort(values, std::greater());
  return values;
}

Tuning read_tuning(const Node& node, Findings& findings) {
  if (node.text == "none") return {.trials = 0};
  return read_members(node, key("tune"), findings).get<Tuning>();
}

template <class T>
void read(const Node& block, const char* name, T (*read_node)(const Node&, Findings&), std::optional<T>& into,
          Findings& findings) {
  if (const auto* node = block.find(name)) into = read_node(*node, findings);
}

template <class T>
std::optional<T> innermost(const std::optional<T>& outer, const std::optional<T>& inner) {
  return inner ? inner : outer;
}

}  // namespace

Scope read_scope(const Node& block, Findings& findings) {
  Scope scope;
  read(block, "batch", &read_batch, scope.batch, findings);
  read(block, "precision", &read_precision, scope.precision, findings);
  read(block, "budget", &read_budget, scope.budget, findings);
  read(block, "record", &read_recording, scope.recording, findings);
  read(block, "stop", &read_stop, scope.stop, findings);
  read(block, "targets", &read_targets, scope.targets, findings);
  read(block, "tune", &read_tuning, scope.tune, findings);
  return scope;
}

Scope within(const Scope& outer, const Scope& inner) {
  return {.batch = innermost(outer.batch, inner.batch),
          .precision = innermost(outer.precision, inner.precision),
          .budget = innermost(outer.budget, inner.budget),
          .recording = innermost(outer.recording, inner.recording),
          .stop = innermost(outer.stop, inner.stop),
          .targets = innermost(outer.targets, inner.targets),
          .tune = innermost(outer.tune, inner.tune)};
}

}  // namespace slalom::host
