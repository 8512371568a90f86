#include "store/plan_rows.hpp"

#include "store/validation.hpp"

#include <fmt/format.h>

#include <stdexcept>

namespace slalom::store {

namespace {

std::string text_of(const std::vector<suite::Experiment>& experiments) {
  auto json = Json::array();
  for (const auto& e : experiments)
    json.push_back({{"name", e.name},
                    {"about", e.about},
                    {"equivalence", e.equivalence},
                    {"question", e.question},
                    {"baseline", e.baseline}});
  return json.dump();
}

std::vector<suite::Experiment> experiments_of(const std::string& text) {
  std::vector<suite::Experiment> experiments;
  for (const auto& e : parse_stored(text))
    experiments.push_back({e.at("name"), e.at("about"), e.value("equivalence", suite::Equivalence()),
                           e.value("question", ""), e.value("baseline", "")});
  return experiments;
}

std::string text_of(const std::vector<suite::Study>& studies) {
  auto json = Json::array();
  for (const auto& study : studies) json.push_back(suite::to_json(study));
  return json.dump();
}

std::vector<suite::Study> studies_of(const std::string& text) {
  std::vector<suite::Study> studies;
  for (const auto& study : parse_stored(text)) studies.push_back(suite::study_from_json(study));
  return studies;
}

// What a plan's checksum covers, in this order: its row, its cases, its runs.
constexpr auto select_head = "SELECT plan, suite, about, text, experiments, provenance, studies, checksum FROM plans";
constexpr auto select_cases = "SELECT case_index, definition FROM cases WHERE plan = ? ORDER BY case_index";
constexpr auto select_plan_runs = "SELECT case_index, seed, run FROM plan_runs WHERE plan = ? ORDER BY rowid";
constexpr int head_columns = 7, case_columns = 2, plan_run_columns = 3;

void set_checksum(const sql::Database& database, std::int64_t key) {
  Checksum sum;
  const auto add = [&](const std::string& query, int columns) {
    sql::Statement(database, query).each([&](sql::Row row) { row.add_to(sum, columns); }, key);
  };
  add(std::string(select_head) + " WHERE plan = ?", head_columns);
  add(select_cases, case_columns);
  add(select_plan_runs, plan_run_columns);
  sql::Statement(database, "UPDATE plans SET checksum = ? WHERE plan = ?").run(sum.value(), key);
}

std::int64_t key_of(const sql::Database& database, const std::string& suite) {
  std::int64_t key = 0;
  sql::Statement(database, "SELECT plan FROM plans WHERE suite = ?").each([&](sql::Row row) { row.into(key); }, suite);
  return key;
}

std::int64_t put_head(const sql::Database& database, const suite::Plan& plan, const Json& provenance) {
  sql::Statement(database,
                 "INSERT INTO plans(suite, about, text, experiments, studies, provenance) VALUES (?,?,?,?,?,?) "
                 "ON CONFLICT(suite) DO UPDATE SET about = excluded.about, text = excluded.text, "
                 "experiments = excluded.experiments, studies = excluded.studies, provenance = excluded.provenance")
      .run(plan.suite, plan.about, plan.text, text_of(plan.experiments), text_of(plan.studies), provenance.dump());
  return key_of(database, plan.suite);
}

}  // namespace

void put_rows(const sql::Database& database, const suite::Plan& plan, const Json& provenance) {
  const auto key = put_head(database, plan, provenance);
  sql::Statement(database, "DELETE FROM cases WHERE plan = ?").run(key);
  sql::Statement(database, "DELETE FROM plan_runs WHERE plan = ?").run(key);
  sql::Statement put_case(database, "INSERT INTO cases(plan, case_index, definition) VALUES (?,?,?)");
  for (std::size_t i = 0; i < plan.cases.size(); ++i) put_case.run(key, i, suite::to_json(plan.cases[i]).dump());
  sql::Statement put_run(database, "INSERT INTO plan_runs(plan, case_index, seed, run) VALUES (?,?,?,?)");
  for (const auto& run : plan.runs) put_run.run(key, run.case_index, run.seed, run.id.text());
  set_checksum(database, key);
}

void put_provenance_row(const sql::Database& database, const std::string& suite, const Json& provenance) {
  sql::Statement(database, "UPDATE plans SET provenance = ? WHERE suite = ?").run(provenance.dump(), suite);
  set_checksum(database, key_of(database, suite));
}

void set_plan_checksums(const sql::Database& database) {
  std::vector<std::int64_t> keys;
  sql::Statement(database, "SELECT plan FROM plans").each([&](sql::Row row) { row.into(keys.emplace_back()); });
  for (const auto key : keys) set_checksum(database, key);
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

std::vector<suite::Plan> plans_from_rows(const sql::Database& database) {
  std::vector<suite::Plan> plans;
  sql::Statement cases(database, select_cases);
  sql::Statement runs(database, select_plan_runs);
  sql::Statement(database, std::string(select_head) + " ORDER BY plan").each([&](sql::Row row) {
    auto& plan = plans.emplace_back();
    std::int64_t key = 0, stored = 0;
    std::string experiments, studies, provenance;
    Checksum sum;
    row.add_to(sum, head_columns);
    row.into(key, plan.suite, plan.about, plan.text, experiments, provenance, studies, stored);
    plan.experiments = experiments_of(experiments);
    plan.studies = studies_of(studies);
    cases.each(
        [&](sql::Row c) {
          std::size_t index = 0;
          std::string definition;
          c.add_to(sum, case_columns);
          c.into(index, definition);
          if (index != plan.cases.size())
            throw std::invalid_argument(fmt::format("case {} is missing", plan.cases.size()));
          plan.cases.push_back(suite::case_from_json(parse_stored(definition)));
        },
        key);
    runs.each(
        [&](sql::Row r) {
          suite::Run run;
          std::string id;
          r.add_to(sum, plan_run_columns);
          r.into(run.case_index, run.seed, id);
          run.id = suite::parse_run_id(id);
          plan.runs.push_back(run);
        },
        key);
    if (sum.value() != stored)
      throw std::invalid_argument(fmt::format("the plan of '{}' does not match its checksum", plan.suite));
    check_plan(plan);
  });
  return plans;
}

}  // namespace slalom::store
