// What is known of problems, as rows of the table `facts`.
#pragma once

#include "run/record.hpp"
#include "store/sql.hpp"

#include <optional>

namespace slalom::host {

void put_rows(const sql::Database& database, const std::string& key, const ProblemInfo& info);
std::optional<ProblemInfo> info_from_rows(const sql::Database& database, const std::string& key);

}  // namespace slalom::host
