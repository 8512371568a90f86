#include "store/plan_rows.hpp"

#include "store/validation.hpp"

#include <fmt/format.h>

#include <stdexcept>

namespace slalom::host {

namespace {

std::string text_of(const std::vector<Experiment>& experiments) {
  auto json = Json::array();
  for (const auto& e : experiments)
    json.push_back({{"name", e.name}, {"about", e.about}, {"equivalence", e.equivalence}, {"question", e.question}});
  return json.dump();
}

std::vector<Experiment> experiments_of(const std::string& text) {
  std::vector<Experiment> experiments;
  for (const auto& e : parse_stored(text))
    experiments.push_back(
        {e.at("name"), e.at("about"), e.value("equivalence", Equivalence()), e.value("question", "")});
  return experiments;
}

std::string text_of(const std::vector<Study>& studies) {
  auto json = Json::array();
  for (const auto& study : studies) json.push_back(to_json(study));
  return json.dump();
}

std::vector<Study> studies_of(const std::string& text) {
  std::vector<Study> studies;
  for (const auto& study : parse_stored(text)) studies.push_back(study_from_json(study));
  return studies;
}

std::int64_t put_head(const sql::Database& database, const Plan& plan, const Json& provenance) {
  sql::Statement(database,
                 "INSERT INTO plans(suite, about, text, experiments, studies, provenance) VALUES (?,?,?,?,?,?) "
                 "ON CONFLICT(suite) DO UPDATE SET about = excluded.about, text = excluded.text, "
                 "experiments = excluded.experiments, studies = excluded.studies, provenance = excluded.provenance")
      .run(plan.suite, plan.about, plan.text, text_of(plan.experiments), text_of(plan.studies), provenance.dump());
  std::int64_t key = 0;
  sql::Statement(database, "SELECT plan FROM plans WHERE suite = ?")
      .each([&](sql::Row row) { row.into(key); }, plan.suite);
  return key;
}

}  // namespace

void put_rows(const sql::Database& database, const Plan& plan, const Json& provenance) {
  const auto key = put_head(database, plan, provenance);
  sql::Statement(database, "DELETE FROM cases WHERE plan = ?").run(key);
  sql::Statement(database, "DELETE FROM plan_runs WHERE plan = ?").run(key);
  sql::Statement put_case(database, "INSERT INTO cases VALUES (?,?,?)");
  for (std::size_t i = 0; i < plan.cases.size(); ++i) put_case.run(key, i, to_json(plan.cases[i]).dump());
  sql::Statement put_run(database, "INSERT INTO plan_runs VALUES (?,?,?,?)");
  for (const auto& run : plan.runs) put_run.run(key, run.case_index, run.seed, run.id.text());
}

void put_provenance_row(const sql::Database& database, const std::string& suite, const Json& provenance) {
  sql::Statement(database, "UPDATE plans SET provenance = ? WHERE suite = ?").run(provenance.dump(), suite);
}

std::vector<Json> provenance_from_rows(const sql::Database& database) {
  std::vector<Json> all;
  sql::Statement(database, "SELECT provenance FROM plans ORDER BY plan").each([&](sql::Row row) {
    std::string text;
    row.into(text);
    check_provenance(all.emplace_back(parse_stored(text)));
  });
  return all;
}

std::vector<Plan> plans_from_rows(const sql::Database& database) {
  std::vector<Plan> plans;
  sql::Statement cases(database, "SELECT case_index, definition FROM cases WHERE plan = ? ORDER BY case_index");
  sql::Statement runs(database, "SELECT case_index, seed, run FROM plan_runs WHERE plan = ? ORDER BY rowid");
  sql::Statement(database, "SELECT plan, suite, about, text, experiments, studies FROM plans ORDER BY plan")
      .each([&](sql::Row row) {
        auto& plan = plans.emplace_back();
        std::int64_t key = 0;
        std::string experiments, studies;
        row.into(key, plan.suite, plan.about, plan.text, experiments, studies);
        plan.experiments = experiments_of(experiments);
        plan.studies = studies_of(studies);
        cases.each(
            [&](sql::Row c) {
              std::size_t index = 0;
              std::string definition;
              c.into(index, definition);
              if (index != plan.cases.size())
                throw std::invalid_argument(fmt::format("case {} is missing", plan.cases.size()));
              plan.cases.push_back(case_from_json(parse_stored(definition)));
            },
            key);
        runs.each(
            [&](sql::Row r) {
              Run run;
              std::string id;
              r.into(run.case_index, run.seed, id);
              run.id = parse_run_id(id);
              plan.runs.push_back(run);
            },
            key);
        check_plan(plan);
      });
  return plans;
}

}  // namespace slalom::host
