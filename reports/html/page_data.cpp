#include "html/page_data.hpp"

#include "charts/palette.hpp"

#include <fmt/format.h>

#include <cmath>
#include <cstdlib>

namespace slalom::report {

namespace {

/// Six significant digits are more than a screen shows, and half as long.
void shorten(Json& json, int digits = 6) {
  if (json.is_number_float()) {
    const double value = json.get<double>();
    if (std::isfinite(value)) json = std::strtod(fmt::format("{:.{}g}", value, digits).c_str(), nullptr);
  } else if (json.is_structured()) {
    for (auto& inner : json) shorten(inner, digits);
  }
}

/// Optimizers, rate curves and mean ranks have a style; the page needs its color.
void add_colors(Json& json) {
  if (!json.is_structured()) return;
  if (json.is_object() && json.contains("style"))
    json["color"] = color({.color = json["style"]["color"], .dash = json["style"]["dash"]});
  for (auto& inner : json) add_colors(inner);
}

}  // namespace

Json page_data(const Comparison& comparison) {
  Json json = to_json(comparison);
  for (const auto* unused : {"suites", "report_format"}) json.erase(unused);
  for (auto& experiment : json["experiments"])
    for (auto& problem : experiment["problems"])
      for (auto& o : problem["optimizers"]) {
        for (const auto* unused : {"plugin_hash", "distance", "minima", "targets", "settings", "budget", "batch",
                                   "precision", "family", "optimizer", "schedule", "effective_step"})
          o.erase(unused);
        for (const auto* unused : {"gap", "best_epoch", "best_test"}) o["generalization"].erase(unused);
        for (const auto* unused : {"expected", "scores"}) o["speed"].erase(unused);
        o["stop"] = {{"reached", o["stop"]["reached"]}, {"steps", {{"median", o["stop"]["steps"]["median"]}}}};
        for (auto& m : o["measures"]) {
          for (const auto* unused : {"by_epochs", "best", "interquartile_mean"}) m.erase(unused);
        }
        shorten(o["seeds"]["values"], 4);
      }
  add_colors(json);
  shorten(json);
  return json;
}

}  // namespace slalom::report
