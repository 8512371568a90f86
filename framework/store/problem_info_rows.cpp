#include "store/problem_info_rows.hpp"

#include "store/validation.hpp"

namespace slalom::host {

void put_rows(const sql::Database& database, const std::string& key, const ProblemInfo& info) {
  std::vector<double> minimizers;
  for (const auto& m : info.minimizers) minimizers.insert(minimizers.end(), m.begin(), m.end());
  sql::Statement(database, "INSERT OR REPLACE INTO facts VALUES (?,?,?,?,?,?,?,?,?,?)")
      .run(key, info.dimension, info.examples, info.minimum, minimizers, Json(info.metrics).dump(), info.window,
           info.grid, info.landscape, info.minimum_unknown);
  sql::Statement(database, "DELETE FROM kept WHERE key = ?").run(key);
  sql::Statement kept(database, "INSERT INTO kept VALUES (?,?,?)");
  for (std::size_t question = 0; question < info.kept.size(); ++question) kept.run(key, question, info.kept[question]);
}

std::optional<ProblemInfo> info_from_rows(const sql::Database& database, const std::string& key) {
  std::optional<ProblemInfo> found;
  sql::Statement(database,
                 "SELECT dimension, examples, minimum, minimizers, metrics, window, grid, landscape, minimum_unknown "
                 "FROM facts WHERE key = ?")
      .each(
          [&](sql::Row row) {
            auto& info = found.emplace();
            std::vector<double> minimizers;
            std::string metrics;
            row.into(info.dimension, info.examples, info.minimum, minimizers, metrics, info.window, info.grid,
                     info.landscape, info.minimum_unknown);
            info.metrics = parse_stored(metrics).get<std::vector<std::string>>();
            check_facts(info);
            const auto dimension = static_cast<std::ptrdiff_t>(info.dimension);
            for (auto w = minimizers.begin(); minimizers.end() - w >= dimension && dimension > 0; w += dimension)
              info.minimizers.emplace_back(w, w + dimension);
          },
          key);
  if (found)
    sql::Statement(database, "SELECT numbers FROM kept WHERE key = ? ORDER BY question")
        .each([&](sql::Row row) { row.into(found->kept.emplace_back()); }, key);
  return found;
}

}  // namespace slalom::host
