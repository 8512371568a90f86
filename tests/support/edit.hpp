// Changes results files on purpose, which only a checksum could tell from what slalom wrote.
#pragma once

#include "store/validation.hpp"
#include "support/sql.hpp"

namespace slalom::test {

/// As `sql`; afterwards all rows match their checksums.
inline void edit(const std::filesystem::path& file, const std::string& statements) {
  sql(file, statements);
  store::set_checksums(store::sql::Database(file, file.string(), SQLITE_OPEN_READWRITE));
}

}  // namespace slalom::test
