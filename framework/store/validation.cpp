#include "store/validation.hpp"

#include "store/plan_rows.hpp"
#include "store/problem_info_rows.hpp"
#include "store/record_rows.hpp"
#include "suite/search.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <stdexcept>
#include <vector>

namespace slalom::store {

namespace {

constexpr int max_depth = 100;                                  // of JSON; what slalom writes is below 20
constexpr std::uint64_t max_numbers = std::uint64_t{1} << 40U;  // parameters that a problem may have
constexpr std::uint64_t max_examples = std::uint64_t{1} << 32U;
constexpr std::uint64_t max_side = std::uint64_t{1} << 12U;   // of a landscape
constexpr std::uint64_t max_steps = std::uint64_t{1} << 53U;  // beyond it, doubles skip whole numbers
constexpr std::uint64_t max_trials = 1'000'000;

template <class... T>
void require(bool holds, fmt::format_string<T...> what, T&&... values) {
  if (!holds) throw std::invalid_argument(fmt::format(what, std::forward<T>(values)...));
}

void require_index(std::size_t index, std::size_t size, const std::string& what) {
  require(index < size, "{} {} of {}", what, index, size);
}

void check_case(const suite::Plan& plan, std::size_t index) {
  const auto& c = plan.cases[index];
  const auto name = fmt::format("case {}", index);
  require_index(c.experiment, plan.experiments.size(), name + " belongs to experiment");
  require(c.problem.settings.is_object() && c.optimizer.settings.is_object(), "{}: its settings are not an object",
          name);
  if (const auto& rate = c.optimizer.learning_rate)
    require(rate->settings.is_object(), "{}: its schedule's settings are not an object", name);
  for (const auto& limit : {c.budget.steps, c.budget.evaluations})
    require(!limit || *limit <= max_steps, "{}: its budget is {}", name, limit.value_or(0));
  for (const auto& limit : {c.budget.epochs, c.budget.cpu_seconds})
    require(!limit || (*limit >= 0 && *limit < INFINITY), "{}: its budget is {}", name, limit.value_or(0));
  require(c.recording.points <= max_steps, "{}: it records {} points", name, c.recording.points);
  require(c.phase == suite::Phase::report || c.trial, "{} is a trial, but of no search", name);
  if (!c.trial) return;
  require_index(c.trial->study, plan.studies.size(), name + " belongs to search");
  const auto& study = plan.studies[c.trial->study];
  require_index(c.trial->rung, suite::rungs(study.tuning, c.budget).size(), name + " is of stage");
}

void check_study(const suite::Plan& plan, std::size_t index) {
  const auto& study = plan.studies[index];
  const auto name = fmt::format("search {}", index);
  require_index(study.reported, plan.cases.size(), name + " reports case");
  const auto& reported = plan.cases[study.reported];
  require(reported.phase == suite::Phase::report && reported.trial && reported.trial->study == index,
          "{} reports case {}, which is not its own", name, study.reported);
  require(study.tuning.on.has_value(), "{} has no criterion", name);
  require(study.tuning.trials > 0 && study.tuning.trials <= max_trials, "{} has {} trials", name, study.tuning.trials);
  require(!study.seeds.empty(), "{} has no seeds", name);
  const auto is_trial = [&](const suite::Case& c) {
    return c.phase == suite::Phase::tuning && c.trial && c.trial->study == index && c.trial->index;
  };
  require(std::ranges::any_of(plan.cases, is_trial), "{} has no cases", name);
}

/// What a run of a case must fit.
struct Shape {
  const suite::Case* c;
  std::uint64_t seed;
  const run::ProblemInfo* info;  ///< null: not stored
  std::string problem_key;
};

std::map<suite::RunId, Shape> shapes_of(const std::vector<suite::Plan>& plans,
                                        const std::map<std::string, run::ProblemInfo>& info) {
  std::map<suite::RunId, Shape> shapes;
  for (const auto& plan : plans) {
    std::vector<Shape> of_case;
    for (const auto& c : plan.cases) {
      const auto key = run::problem_key(c);
      const auto found = info.find(key);
      of_case.push_back({&c, 0, found == info.end() ? nullptr : &found->second, key});
    }
    for (const auto& run : plan.runs) {
      auto shape = of_case[run.case_index];
      shape.seed = run.seed;
      shapes.try_emplace(run.id, std::move(shape));
    }
  }
  return shapes;
}

void check_fit(const Shape& shape, const run::RunRecord& run) {
  const auto id = run.id.text();
  require(run.seed == shape.seed, "run {} has seed {}, not {}", id, run.seed, shape.seed);
  if (run::without_result(run.status)) return;
  const auto points = run.points.size();
  require(points > 0, "run {} has no recorded steps", id);
  require(run.targets.size() == shape.c->targets.size(), "run {} has {} targets of {}", id, run.targets.size(),
          shape.c->targets.size());
  if (shape.info == nullptr || shape.info->dimension == 0) return;
  const auto of_each = [&](std::uint64_t numbers, std::uint64_t each) {
    return numbers == 0 || (numbers % points == 0 && numbers / points == each);
  };
  const auto& info = *shape.info;
  require(of_each(run.metrics.size(), info.metrics.size()), "run {} has {} metrics in {} steps", id, run.metrics.size(),
          points);
  require(of_each(run.trajectory.size(), info.dimension), "run {} has a trajectory of {} numbers in {} steps", id,
          run.trajectory.size(), points);
  require(run.final_w.empty() || run.final_w.size() == info.dimension, "run {} ended in {} dimensions", id,
          run.final_w.size());
  require(run.minimizer < 0 || static_cast<std::size_t>(run.minimizer) < info.minimizers.size(),
          "run {} ended at minimizer {} of {}", id, run.minimizer, info.minimizers.size());
}

}  // namespace

Json parse_stored(const std::string& text) {
  return Json::parse(text, [](int depth, Json::parse_event_t /*event*/, const Json& /*value*/) {
    require(depth <= max_depth, "JSON is nested {} deep", depth);
    return true;
  });
}

void check_plan(const suite::Plan& plan) {
  for (std::size_t i = 0; i < plan.studies.size(); ++i) check_study(plan, i);
  for (std::size_t i = 0; i < plan.cases.size(); ++i) check_case(plan, i);
  for (const auto& run : plan.runs)
    require_index(run.case_index, plan.cases.size(), fmt::format("run {} is of case", run.id.text()));
}

void check_provenance(const Json& provenance) {
  require(provenance.is_object(), "a suite's provenance is not an object");
  for (const auto* part : {"machine", "program"})
    if (provenance.contains(part)) {
      require(provenance.at(part).is_object(), "provenance: {} is not an object", part);
      for (const auto* key : {"host", "processor", "version", "commit", "compiler", "level"})
        require(!provenance.at(part).contains(key) || provenance.at(part).at(key).is_string(),
                "provenance: {} of {} is not a text", key, part);
    }
  require(!provenance.contains("command") || provenance.at("command").is_string(), "provenance: command is not a text");
  require(!provenance.contains("most_seeds") || provenance.at("most_seeds").is_number_unsigned(),
          "provenance: most_seeds is not a count");
  if (provenance.contains("shards")) {
    const auto& shards = provenance.at("shards");
    require(shards.is_object() && shards.contains("count") && shards.at("count").is_number_unsigned() &&
                shards.at("count") > 0 && shards.contains("there") && shards.at("there").is_array() &&
                std::ranges::all_of(shards.at("there"), [](const Json& s) { return s.is_number_unsigned(); }),
            "provenance: shards are not numbers");
  }
  if (provenance.contains("sources")) {
    const auto is_source = [](const Json& s) {
      return s.is_object() && s.contains("machine") && s.contains("program") && s.contains("results") &&
             s.at("results").is_number_unsigned();
    };
    require(provenance.at("sources").is_array() && std::ranges::all_of(provenance.at("sources"), is_source),
            "provenance: sources are not a list of sources");
  }
}

void check_info(const run::ProblemInfo& info) {
  require(info.dimension <= max_numbers, "a problem has {} dimensions", info.dimension);
  require(info.examples >= 1 && info.examples <= max_examples, "a problem has {} examples", info.examples);
  require(info.window.empty() || info.window.size() == 4, "a window has {} ends", info.window.size());
  require(std::ranges::all_of(info.window, [](double x) { return std::isfinite(x); }), "a window is not finite");
  require(info.grid <= max_side && info.landscape.size() == info.grid * info.grid,
          "a landscape of {0} × {0} has {1} values", info.grid, info.landscape.size());
}

void check_record(const run::RunRecord& record) {
  for (const auto count : {record.steps, record.evaluations, record.examples})
    require(count <= max_steps, "run {} has a count of {}", record.id.text(), count);
  require(record.minimizer >= -1, "run {} ended at minimizer {}", record.id.text(), record.minimizer);
}

void check_tables(const sql::Database& database) {
  sql::Statement(
      database,
      "SELECT type, name FROM sqlite_schema WHERE type NOT IN ('table', 'index') OR sql LIKE 'create virtual%'")
      .each([&](sql::Row row) {
        std::string type, name;
        row.into(type, name);
        require(false, "it holds the {} '{}', which slalom does not make", type, name);
      });
}

void check_structure(const sql::Database& database) {
  sql::Statement(database, "PRAGMA integrity_check(1)").each([](sql::Row row) {
    std::string found;
    row.into(found);
    require(found == "ok", "{}", found);
  });
}

Damage check_contents(const sql::Database& database) {
  provenance_from_rows(database);
  const auto plans = plans_from_rows(database);
  Damage damage{.problems = damaged_info(database)};
  std::map<std::string, run::ProblemInfo> info;
  for (const auto& plan : plans)
    for (const auto& c : plan.cases)
      if (const auto key = run::problem_key(c); !info.contains(key))
        if (auto found = info_from_rows(database, key)) {
          found->landscape = {};
          info.emplace(key, std::move(*found));
        }
  const auto shapes = shapes_of(plans, info);
  RecordRows(database).each([&](const suite::RunId& id, const std::optional<run::RunRecord>& record) {
    if (!record) {
      damage.runs.insert(id);
      return;
    }
    const auto shape = shapes.find(id);
    if (shape == shapes.end()) return;
    check_fit(shape->second, *record);
    if (damage.problems.contains(shape->second.problem_key)) damage.of_problems.emplace(id, shape->second.problem_key);
  });
  return damage;
}

void set_checksums(const sql::Database& database) {
  set_plan_checksums(database);
  set_info_checksums(database);
  set_run_checksums(database);
}

}  // namespace slalom::store
