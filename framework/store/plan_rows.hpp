// Plans as rows of the tables `plans`, `cases` and `plan_runs`.
#pragma once

#include "store/sql.hpp"
#include "suite/plan.hpp"

namespace slalom::store {

/// Replaces the plan of the suite of this name, which keeps its place among the plans.
void put_rows(const sql::Database& database, const suite::Plan& plan, const Json& provenance);

void put_provenance_row(const sql::Database& database, const std::string& suite, const Json& provenance);

/// Of the rows as they are.
void set_plan_checksums(const sql::Database& database);

/// Throws std::invalid_argument where a plan does not match its checksum.
std::vector<suite::Plan> plans_from_rows(const sql::Database& database);
std::vector<Json> provenance_from_rows(const sql::Database& database);

}  // namespace slalom::store
