#include "store/problem_info_rows.hpp"

#include "store/validation.hpp"

namespace slalom::store {

namespace {

constexpr auto select_info =
    "SELECT dimension, examples, minimum, minimizers, metrics, window, grid, landscape, minimum_unknown, checksum "
    "FROM facts WHERE key = ?";
constexpr auto select_cached = "SELECT question, numbers FROM kept WHERE key = ? ORDER BY question";
constexpr int info_columns = 9, cached_columns = 2;

/// Of a row of `select_info`, and of what is cached of the problem.
Checksum checksum_of(const sql::Database& database, const std::string& key, const sql::Row& row) {
  Checksum sum;
  sum.add(key);
  row.add_to(sum, info_columns);
  sql::Statement(database, select_cached)
      .each([&](const sql::Row& cached) { cached.add_to(sum, cached_columns); }, key);
  return sum;
}

bool is_intact(const sql::Database& database, const std::string& key, sql::Row row) {
  const auto sum = checksum_of(database, key, row).value();
  std::int64_t stored = 0;
  row.skip(info_columns);
  row.into(stored);
  return sum == stored;
}

void set_checksum(const sql::Database& database, const std::string& key) {
  std::int64_t sum = 0;
  sql::Statement(database, select_info)
      .each([&](const sql::Row& row) { sum = checksum_of(database, key, row).value(); }, key);
  sql::Statement(database, "UPDATE facts SET checksum = ? WHERE key = ?").run(sum, key);
}

std::vector<std::string> keys_of_rows(const sql::Database& database) {
  std::vector<std::string> keys;
  sql::Statement(database, "SELECT key FROM facts").each([&](sql::Row row) { row.into(keys.emplace_back()); });
  return keys;
}

}  // namespace

void set_info_checksums(const sql::Database& database) {
  for (const auto& key : keys_of_rows(database)) set_checksum(database, key);
}

std::set<std::string> damaged_info(const sql::Database& database) {
  std::set<std::string> damaged;
  sql::Statement find(database, select_info);
  for (const auto& key : keys_of_rows(database))
    find.each(
        [&](const sql::Row& row) {
          if (!is_intact(database, key, row)) damaged.insert(key);
        },
        key);
  return damaged;
}

void put_rows(const sql::Database& database, const std::string& key, const run::ProblemInfo& info) {
  std::vector<double> minimizers;
  for (const auto& m : info.minimizers) minimizers.insert(minimizers.end(), m.begin(), m.end());
  sql::Statement(
      database,
      "INSERT OR REPLACE INTO facts(key, dimension, examples, minimum, minimizers, metrics, window, grid, landscape, "
      "minimum_unknown, checksum) VALUES (?,?,?,?,?,?,?,?,?,?,0)")
      .run(key, info.dimension, info.examples, info.minimum, minimizers, Json(info.metrics).dump(), info.window,
           info.grid, info.landscape, info.minimum_unknown);
  sql::Statement(database, "DELETE FROM kept WHERE key = ?").run(key);
  sql::Statement put_cached(database, "INSERT INTO kept(key, question, numbers) VALUES (?,?,?)");
  for (std::size_t question = 0; question < info.cached.size(); ++question)
    put_cached.run(key, question, info.cached[question]);
  set_checksum(database, key);
}

std::optional<run::ProblemInfo> info_from_rows(const sql::Database& database, const std::string& key) {
  std::optional<run::ProblemInfo> found;
  sql::Statement(database, select_info)
      .each(
          [&](sql::Row row) {
            if (!is_intact(database, key, row)) return;
            auto& info = found.emplace();
            std::vector<double> minimizers;
            std::string metrics;
            row.into(info.dimension, info.examples, info.minimum, minimizers, metrics, info.window, info.grid,
                     info.landscape, info.minimum_unknown);
            info.metrics = parse_stored(metrics).get<std::vector<std::string>>();
            check_info(info);
            const auto dimension = static_cast<std::ptrdiff_t>(info.dimension);
            for (auto w = minimizers.begin(); minimizers.end() - w >= dimension && dimension > 0; w += dimension)
              info.minimizers.emplace_back(w, w + dimension);
            sql::Statement(database, select_cached)
                .each(
                    [&](sql::Row cached) {
                      cached.skip(1);
                      cached.into(info.cached.emplace_back());
                    },
                    key);
          },
          key);
  return found;
}

}  // namespace slalom::store
