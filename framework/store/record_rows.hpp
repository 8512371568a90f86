// Run records as rows of the tables `runs` and `targets`.
#pragma once

#include "run/record.hpp"
#include "store/sql.hpp"

#include <optional>

namespace slalom::host {

class RecordRows {
 public:
  explicit RecordRows(const sql::Database& database);

  void put(const RunRecord& record);
  std::optional<RunRecord> find(const RunId& id);

 private:
  sql::Statement put_run_, clear_targets_, put_target_, find_run_, find_targets_;
};

/// Identities of the stored runs that did not fail, sorted.
std::vector<RunId> done_from_rows(const sql::Database& database);

}  // namespace slalom::host
