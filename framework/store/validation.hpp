// What a results file may hold: anybody may have written it.
#pragma once

#include "run/record.hpp"
#include "store/sql.hpp"

#include <string>

namespace slalom::host {

/// JSON of limited depth. Throws std::invalid_argument or nlohmann::json::exception.
Json parse_stored(const std::string& text);

// Each throws std::invalid_argument with what is wrong: an index out of range, a size that does not fit another, a
// number that cannot be.
void check_plan(const Plan& plan);
void check_provenance(const Json& provenance);
void check_facts(const ProblemInfo& info);
void check_record(const RunRecord& record);

/// Tables only: neither triggers, views nor virtual tables, which would run code of whoever made the file.
void check_tables(const sql::Database& database);

/// All plans, and whether the stored runs fit their cases and problems.
void check_contents(const sql::Database& database);

}  // namespace slalom::host
