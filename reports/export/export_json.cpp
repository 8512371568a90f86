#include "export/export_json.hpp"

#include "export/export_folder.hpp"
#include "export/final_values.hpp"
#include "export/problem_table.hpp"
#include "process/output_file.hpp"
#include "run/record_fields.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>

namespace slalom::exports {

namespace {

constexpr int export_format = 1;

Json to_json(const std::string& key, const run::ProblemInfo& info) {
  auto json = Json::parse(key);
  json["dimension"] = info.dimension;
  json["examples"] = info.examples;
  json["minimum"] = info.minimum;
  json["minimum_unknown"] = info.minimum_unknown;
  json["minimizers"] = info.minimizers;
  return json;
}

Json to_json(const suite::Plan& plan, const Json& provenance) {
  Json json{{"suite", plan.suite}, {"about", plan.about}, {"text", plan.text}, {"provenance", provenance}};
  auto& experiments = json["experiments"] = Json::array();
  for (const auto& e : plan.experiments) experiments.push_back({{"name", e.name}, {"about", e.about}});
  auto& cases = json["cases"] = Json::array();
  for (const auto& c : plan.cases) cases.push_back(suite::to_json(c));
  auto& runs = json["runs"] = Json::array();
  for (const auto& r : plan.runs) runs.push_back({{"case", r.case_index}, {"seed", r.seed}, {"run", r.id.text()}});
  return json;
}

/// Every `columns`-th number from `first` on.
Json strided(const std::vector<double>& values, std::size_t first, std::size_t columns) {
  auto json = Json::array();
  for (std::size_t i = first; i < values.size(); i += columns) json.push_back(values[i]);
  return json;
}

Json trace_of(const run::RunRecord& r, const std::vector<std::string>& metrics) {
  Json trace;
  const run::Point any;
  run::each_field([&](const run::Field& field, const auto&) { trace[field.name] = Json::array(); }, any);
  for (const auto& point : r.points)
    run::each_field([&](const run::Field& field, const auto& value) { trace[field.name].push_back(value); }, point);
  for (std::size_t i = 0; i < metrics.size(); ++i) trace[metrics[i]] = strided(r.metrics, i, metrics.size());
  return trace;
}

Json to_json(const run::TargetHit& t) {
  Json json{{"target", t.target}, {"reached", t.reached}};
  if (t.reached)
    json.update(
        {{"step", t.step}, {"evaluations", t.evaluations}, {"examples", t.examples}, {"cpu_seconds", t.cpu_seconds}});
  return json;
}

/// As reports count it: a run that diverged or failed has the text "inf", since JSON has no infinity; a skipped one
/// none.
Json final_loss(const run::RunRecord& r) {
  const double loss = final_loss_of(r);
  return std::isinf(loss) ? Json("inf") : Json(loss);
}

Json to_json(const run::RunRecord& r, const run::ProblemInfo& info) {
  Json json{{"run", r.id.text()},
            {"seed", r.seed},
            {"status", run::to_text(r.status)},
            {"reason", r.reason},
            {"output", r.output},
            {"final_loss", final_loss(r)},
            {"steps", r.steps},
            {"evaluations", r.evaluations},
            {"examples", r.examples},
            {"cpu_seconds", r.cpu_seconds},
            {"optimizer_share", r.optimizer_share},
            {"state_bytes", r.state_bytes},
            {"clock_ended", r.clock_ended},
            {"minimizer", r.minimizer < 0 ? Json() : Json(r.minimizer)},
            {"distance", r.distance},
            {"gradient_variance", {{"measured", r.variance.measured}, {"theory", r.variance.theory}}},
            {"final_w", r.final_w},
            {"trace", trace_of(r, info.metrics)}};
  auto& targets = json["targets"] = Json::array();
  for (const auto& t : r.targets) targets.push_back(to_json(t));
  auto& trajectory = json["trajectory"] = Json::array();
  const auto dimension = r.points.empty() ? 0 : r.trajectory.size() / r.points.size();
  for (std::size_t i = 0; dimension > 0 && i + dimension <= r.trajectory.size(); i += dimension)
    trajectory.push_back(std::vector(&r.trajectory[i], &r.trajectory[i] + dimension));
  return json;
}

/// What a plugin printed need not be UTF-8.
std::string text_of(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

}  // namespace

void export_json(const store::Store& store, const std::filesystem::path& out) {
  claim_files(out, {"results.json"});
  const auto plans = store.plans();
  const auto provenance = store.provenance();
  ProblemTable table(store);

  auto suites = Json::array();
  std::map<std::string, Json> problems;
  std::map<suite::RunId, const suite::Case*> runs;
  for (std::size_t i = 0; i < plans.size(); ++i) {
    suites.push_back(to_json(plans[i], provenance[i]));
    for (const auto& c : plans[i].cases)
      problems.try_emplace(run::problem_key(c), to_json(run::problem_key(c), table.of(c)));
    for (const auto& run : plans[i].runs) runs.try_emplace(run.id, &plans[i].cases.at(run.case_index));
  }
  auto known = Json::array();
  for (const auto& [key, info] : problems) known.push_back(info);

  // Run by run, so that a store may be larger than the memory.
  process::OutputFile file(out / "results.json");
  file << "{\"export_format\":" << export_format << ",\n\"suites\":" << text_of(suites)
       << ",\n\"problems\":" << text_of(known) << ",\n\"runs\":[";
  const char* separator = "\n";
  for (const auto& [id, c] : runs)
    if (const auto record = store.find(id)) {
      file << separator << text_of(to_json(*record, table.of(*c)));
      separator = ",\n";
    }
  file << "\n]}\n";
  file.close();
}

}  // namespace slalom::exports
