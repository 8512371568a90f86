// Run records as rows of the tables `runs` and `targets`.
#pragma once

#include "run/record.hpp"
#include "store/sql.hpp"

#include <functional>
#include <optional>

namespace slalom::store {

class RecordRows {
 public:
  explicit RecordRows(const sql::Database& database);

  void put(const run::RunRecord& record);
  /// Nothing if there is no row, or one that does not match its checksum.
  std::optional<run::RunRecord> find(const suite::RunId& id);
  /// All rows: the identity, and the record, or nothing if it does not match its checksum.
  void each(const std::function<void(const suite::RunId&, const std::optional<run::RunRecord>&)>& take);

 private:
  std::optional<run::RunRecord> read(sql::Row row);

  sql::Statement put_run_, clear_targets_, put_target_, find_run_, all_runs_, find_targets_;
};

/// Of the rows as they are.
void set_run_checksums(const sql::Database& database);

/// Identities of the stored runs that did not fail, sorted.
std::vector<suite::RunId> done_from_rows(const sql::Database& database);

/// Stored runs, failed ones included.
std::size_t count_of_rows(const sql::Database& database);
/// Identities of the stored runs that no stored plan has, sorted.
std::vector<suite::RunId> unused_from_rows(const sql::Database& database);
void remove_rows(const sql::Database& database, const suite::RunId& run);

}  // namespace slalom::store
