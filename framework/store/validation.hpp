// What a results file may hold: anybody may have written it.
#pragma once

#include "run/record.hpp"
#include "store/sql.hpp"
#include "store/store.hpp"

#include <string>

namespace slalom::store {

/// JSON of limited depth. Throws std::invalid_argument or nlohmann::json::exception.
Json parse_stored(const std::string& text);

// Each throws std::invalid_argument with what is wrong: an index out of range, a size that does not fit another, a
// number that cannot be.
void check_plan(const suite::Plan& plan);
void check_provenance(const Json& provenance);
void check_info(const run::ProblemInfo& info);
void check_record(const run::RunRecord& record);

/// Tables only: neither triggers, views nor virtual tables, which would run code of whoever made the file.
void check_tables(const sql::Database& database);

/// Pages, indices and lists of the file itself: not what is in its rows.
void check_structure(const sql::Database& database);

/// All that is in the rows: whether values fit each other, and rows match their checksums. Throws
/// std::invalid_argument if anything but runs and problems does not.
Damage check_contents(const sql::Database& database);

/// Of all rows as they are.
void set_checksums(const sql::Database& database);

}  // namespace slalom::store
