#include "store/facts_rows.hpp"

#include "store/validation.hpp"

namespace slalom::host {

void put_rows(const sql::Database& database, const std::string& key, const ProblemFacts& facts) {
  std::vector<double> minimizers;
  for (const auto& m : facts.minimizers) minimizers.insert(minimizers.end(), m.begin(), m.end());
  sql::Statement(database, "INSERT OR REPLACE INTO facts VALUES (?,?,?,?,?,?,?,?,?,?)")
      .run(key, facts.dimension, facts.examples, facts.minimum, minimizers, Json(facts.metrics).dump(), facts.window,
           facts.grid, facts.landscape, facts.minimum_unknown);
  sql::Statement(database, "DELETE FROM kept WHERE key = ?").run(key);
  sql::Statement kept(database, "INSERT INTO kept VALUES (?,?,?)");
  for (std::size_t question = 0; question < facts.kept.size(); ++question)
    kept.run(key, question, facts.kept[question]);
}

std::optional<ProblemFacts> facts_from_rows(const sql::Database& database, const std::string& key) {
  std::optional<ProblemFacts> found;
  sql::Statement(database,
                 "SELECT dimension, examples, minimum, minimizers, metrics, window, grid, landscape, minimum_unknown "
                 "FROM facts WHERE key = ?")
      .each(
          [&](sql::Row row) {
            auto& facts = found.emplace();
            std::vector<double> minimizers;
            std::string metrics;
            row.into(facts.dimension, facts.examples, facts.minimum, minimizers, metrics, facts.window, facts.grid,
                     facts.landscape, facts.minimum_unknown);
            facts.metrics = parse_stored(metrics).get<std::vector<std::string>>();
            check_facts(facts);
            const auto dimension = static_cast<std::ptrdiff_t>(facts.dimension);
            for (auto w = minimizers.begin(); minimizers.end() - w >= dimension && dimension > 0; w += dimension)
              facts.minimizers.emplace_back(w, w + dimension);
          },
          key);
  if (found)
    sql::Statement(database, "SELECT numbers FROM kept WHERE key = ? ORDER BY question")
        .each([&](sql::Row row) { row.into(found->kept.emplace_back()); }, key);
  return found;
}

}  // namespace slalom::host
