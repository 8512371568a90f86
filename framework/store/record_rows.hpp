// Run records as rows of the tables `runs` and `targets`.
#pragma once

#include "run/record.hpp"
#include "store/sql.hpp"

#include <functional>
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
/// What a stored run takes, without reading it.
struct RunSizes {
  std::uint64_t seed = 0;
  Status status = Status::failed;
  std::int64_t minimizer = -1;
  std::uint64_t points = 0, metrics = 0, trajectory = 0, final_w = 0, targets = 0;  ///< how many numbers each
};

void each_run_size(const sql::Database& database, const std::function<void(const std::string&, const RunSizes&)>& take);

std::vector<RunId> done_from_rows(const sql::Database& database);

/// Stored runs, failed ones included.
std::size_t count_of_rows(const sql::Database& database);
/// Identities of the stored runs that no stored plan has, sorted.
std::vector<RunId> unused_from_rows(const sql::Database& database);
void remove_rows(const sql::Database& database, const RunId& run);

}  // namespace slalom::host
