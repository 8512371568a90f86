#include "html/page_data.hpp"

#include "charts/palette.hpp"
#include "statistics/short_json.hpp"

namespace slalom::html {

namespace {

/// More significant digits than a screen shows only make the page large; those of scores decide whether two are equal.
void shorten(Json& json, int digits) {
  if (json.is_number_float()) {
    json = statistics::short_json(json.get<double>(), digits);
  } else if (json.is_structured()) {
    for (const auto& [key, inner] : json.items())
      if (key != "scores") shorten(inner, digits);
  }
}

Json kept(const Json& from, const std::vector<const char*>& names) {
  Json result = Json::object();
  for (const auto* name : names) result[name] = from.at(name);
  return result;
}

/// A curve that all seeds share needs no band.
Json curve(const Json& from) {
  auto result = kept(from, {"x", "median"});
  if (from["lower"] != from["median"] || from["upper"] != from["median"]) result.update(kept(from, {"lower", "upper"}));
  return result;
}

std::string color_of(const Json& style) {
  return charts::color({.color = style.at("color"), .dash = style.at("dash")});
}

/// What was spent at the steps of the curves: epochs only where there are examples, evaluations only where they are not
/// the steps.
Json progress(const Json& from, bool has_examples) {
  const auto& steps = from["measures"][0]["by_steps"]["x"];
  Json result = kept(from["progress"], {"cpu_seconds"});
  if (has_examples) result["epochs"] = from["progress"]["epochs"];
  if (from["progress"]["evaluations"] != steps) result["evaluations"] = from["progress"]["evaluations"];
  return result;
}

Json optimizer_data(const Json& from, bool has_examples) {
  auto o = kept(from, {"label", "rank", "best", "seeds"});
  o["scores"] = kept(from["scores"], {"values", "spent", "deterministic"});
  o["color"] = color_of(from["style"]);
  if (const auto& stop = from["stop"]; stop["runs"] > 0 && !stop["target"].is_null())
    o["stop"] = {{"reached", stop["reached"]}, {"runs", stop["runs"]}, {"steps", stop["steps"]["median"]}};
  o["curves"] = Json::array();
  for (const auto& m : from["measures"]) o["curves"].push_back(curve(m["by_steps"]));
  if (!from["effective_step"]["x"].empty()) o["effective_step"] = curve(from["effective_step"]);
  if (!from["trajectory"]["x"].empty()) o["trajectory"] = from["trajectory"];
  o["runtimes"] = from["speed"]["runtimes"];
  if (!from["generalization"]["train"].empty()) o["generalization"] = kept(from["generalization"], {"train", "test"});
  o["progress"] = progress(from, has_examples);
  for (const auto* part : {"curves", "seeds", "progress", "effective_step", "trajectory"})
    if (o.contains(part)) shorten(o[part], 4);
  return o;
}

Json tuned_data(const Json& from) {
  auto o = kept(from, {"label", "trials", "chosen", "chosen_score", "expected"});
  o["color"] = color_of(from["style"]);
  return o;
}

Json problem_data(const Json& from) {
  auto p = kept(from, {"label", "dimension", "examples", "minimum", "minimizers", "measures", "target_grid", "stop",
                       "unit", "equivalence", "round_off", "interim_analyses", "alpha", "floor", "log_steps",
                       "deterministic", "variance", "landscape", "plane"});
  p["seeds"] = from["seeds"].size();
  p["optimizers"] = Json::array();
  for (const auto& o : from["optimizers"]) p["optimizers"].push_back(optimizer_data(o, from["examples"] > 1));
  shorten(p["landscape"]["values"], 4);
  p["rate_curves"] = Json::array();
  for (const auto& c : from["rate_curves"]) {
    p["rate_curves"].push_back(kept(c, {"name", "points", "acceptable_min", "acceptable_max"}));
    p["rate_curves"].back()["color"] = color_of(c["style"]);
  }
  p["tuning"] = {{"on", from["tuning"]["on"]}, {"optimizers", Json::array()}};
  for (const auto& o : from["tuning"]["optimizers"]) p["tuning"]["optimizers"].push_back(tuned_data(o));
  return p;
}

Json ranking_data(const Json& from) {
  Json ranking{{"problems", from["problems"]},
               {"cost", from["cost"]},
               {"critical_difference", from["test"]["critical_difference"]},
               {"cliques", from["test"]["cliques"]},
               {"optimizers", Json::array()}};
  for (const auto& o : from["optimizers"]) {
    ranking["optimizers"].push_back(kept(o, {"label", "mean_rank", "runtimes", "performance", "data"}));
    ranking["optimizers"].back()["color"] = color_of(o["style"]);
  }
  return ranking;
}

}  // namespace

Json page_data(const statistics::Comparison& comparison) {
  const Json all = statistics::to_json(comparison);
  Json data{{"title", comparison.title}, {"alpha", comparison.alpha}, {"experiments", Json::array()}};
  for (const auto& from : all["experiments"]) {
    Json experiment{{"name", from["name"]},
                    {"baseline", from["baseline"]["label"]},
                    {"ranking", ranking_data(from["ranking"])},
                    {"problems", Json::array()}};
    for (const auto& p : from["problems"]) experiment["problems"].push_back(problem_data(p));
    data["experiments"].push_back(std::move(experiment));
  }
  shorten(data, 6);
  return data;
}

}  // namespace slalom::html
