// What is known of problems, as rows of the table `facts`.
#pragma once

#include "run/record.hpp"
#include "store/sql.hpp"

#include <optional>
#include <set>
#include <string>

namespace slalom::store {

void put_rows(const sql::Database& database, const std::string& key, const run::ProblemInfo& info);
/// Nothing if there is no row, or one that does not match its checksum.
std::optional<run::ProblemInfo> info_from_rows(const sql::Database& database, const std::string& key);

/// Keys of the rows that do not match their checksums.
std::set<std::string> damaged_info(const sql::Database& database);
/// Of the rows as they are.
void set_info_checksums(const sql::Database& database);

}  // namespace slalom::store
