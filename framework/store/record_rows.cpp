#include "store/record_rows.hpp"

#include "store/validation.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>

namespace slalom::host {

namespace {

constexpr std::size_t trace_columns = 7;

std::vector<double> trace_of(const std::vector<Point>& points) {
  std::vector<double> trace;
  trace.reserve(points.size() * trace_columns);
  for (const auto& p : points)
    trace.insert(trace.end(),
                 {static_cast<double>(p.step), static_cast<double>(p.evaluations), static_cast<double>(p.examples),
                  p.cpu_seconds, p.loss, p.gradient_norm, p.effective_step});
  return trace;
}

std::uint64_t count_of(double number) {
  constexpr double most = 9007199254740992;  // 2^53: beyond it, doubles skip integers
  if (!(number >= 0 && number <= most)) throw std::invalid_argument(fmt::format("it holds a count of {}", number));
  return static_cast<std::uint64_t>(number);
}

std::vector<Point> points_of(const std::vector<double>& trace) {
  if (trace.size() % trace_columns != 0)
    throw std::invalid_argument(fmt::format("a trace has {} numbers", trace.size()));
  std::vector<Point> points;
  points.reserve(trace.size() / trace_columns);
  for (std::size_t i = 0; i + trace_columns <= trace.size(); i += trace_columns) {
    const auto count = [&](std::size_t column) { return count_of(trace[i + column]); };
    points.push_back({.step = count(0),
                      .evaluations = count(1),
                      .examples = count(2),
                      .cpu_seconds = trace[i + 3],
                      .loss = trace[i + 4],
                      .gradient_norm = trace[i + 5],
                      .effective_step = trace[i + 6]});
  }
  return points;
}

template <class Enum, std::size_t N>
Enum named(const std::array<const char*, N>& names, const std::string& name, const char* what) {
  const auto it = std::ranges::find(names, name);
  if (it == names.end()) throw std::invalid_argument(fmt::format("it holds a run of unknown {} '{}'", what, name));
  return static_cast<Enum>(it - names.begin());
}

}  // namespace

RecordRows::RecordRows(const sql::Database& database)
    : put_run_(database, "INSERT OR REPLACE INTO runs VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)"),
      clear_targets_(database, "DELETE FROM targets WHERE run = ?"),
      put_target_(database, "INSERT INTO targets VALUES (?,?,?,?,?,?,?,?)"),
      find_run_(
          database,
          "SELECT seed, status, reason, output, steps, evaluations, examples, cpu_seconds, clock_ended, minimizer, "
          "distance, variance_measured, variance_theory, final_w, trace, metrics, trajectory, optimizer_share, "
          "state_bytes, chance FROM runs WHERE run = ?"),
      find_targets_(database,
                    "SELECT target, reached, step, evaluations, examples, cpu_seconds "
                    "FROM targets WHERE run = ? ORDER BY position") {}

void RecordRows::put(const RunRecord& r) {
  const auto id = r.id.text();
  const std::string status = status_names.at(static_cast<std::size_t>(r.status));
  const std::string chance = chance_names.at(static_cast<std::size_t>(r.chance));
  put_run_.run(id, r.seed, status, r.reason, r.output, r.steps, r.evaluations, r.examples, r.cpu_seconds, r.clock_ended,
               r.minimizer, r.distance, r.variance.measured, r.variance.theory, r.final_w, trace_of(r.points),
               r.metrics, r.trajectory, r.optimizer_share, r.state_bytes, chance);
  clear_targets_.run(id);
  for (std::size_t i = 0; i < r.targets.size(); ++i) {
    const auto& t = r.targets[i];
    put_target_.run(id, i, t.target, t.reached, t.step, t.evaluations, t.examples, t.cpu_seconds);
  }
}

std::optional<RunRecord> RecordRows::find(const RunId& id) {
  std::optional<RunRecord> found;
  find_run_.each(
      [&](sql::Row row) {
        auto& r = found.emplace();
        r.id = id;
        std::string status, chance;
        std::vector<double> trace;
        row.into(r.seed, status, r.reason, r.output, r.steps, r.evaluations, r.examples, r.cpu_seconds, r.clock_ended,
                 r.minimizer, r.distance, r.variance.measured, r.variance.theory, r.final_w, trace, r.metrics,
                 r.trajectory, r.optimizer_share, r.state_bytes, chance);
        r.status = named<Status>(status_names, status, "status");
        r.chance = named<Chance>(chance_names, chance, "chance");
        r.points = points_of(trace);
        check_record(r);
      },
      id.text());
  if (!found) return found;
  find_targets_.each(
      [&](sql::Row row) {
        auto& t = found->targets.emplace_back();
        row.into(t.target, t.reached, t.step, t.evaluations, t.examples, t.cpu_seconds);
      },
      id.text());
  return found;
}

void each_run_size(const sql::Database& database,
                   const std::function<void(const std::string&, const RunSizes&)>& take) {
  sql::Statement(
      database,
      "SELECT run, seed, status, minimizer, length(trace) / 56, length(metrics) / 8, length(trajectory) / 8, "
      "length(final_w) / 8, (SELECT count(*) FROM targets WHERE targets.run = runs.run) FROM runs")
      .each([&](sql::Row row) {
        std::string id, status;
        RunSizes size;
        row.into(id, size.seed, status, size.minimizer, size.points, size.metrics, size.trajectory, size.final_w,
                 size.targets);
        size.status = named<Status>(status_names, status, "status");
        take(id, size);
      });
}

namespace {

std::vector<RunId> run_ids(const sql::Database& database, const char* query) {
  std::vector<RunId> ids;
  sql::Statement(database, query).each([&](sql::Row row) {
    std::string id;
    row.into(id);
    ids.push_back(parse_run_id(id));
  });
  return ids;
}

}  // namespace

std::vector<RunId> done_from_rows(const sql::Database& database) {
  return run_ids(database, "SELECT run FROM runs WHERE status <> 'failed' ORDER BY run");
}

std::size_t count_of_rows(const sql::Database& database) {
  std::size_t count = 0;
  sql::Statement(database, "SELECT COUNT(*) FROM runs").each([&](sql::Row row) { row.into(count); });
  return count;
}

std::vector<RunId> unused_from_rows(const sql::Database& database) {
  return run_ids(database, "SELECT run FROM runs WHERE run NOT IN (SELECT run FROM plan_runs) ORDER BY run");
}

void remove_rows(const sql::Database& database, const RunId& run) {
  sql::Statement(database, "DELETE FROM targets WHERE run = ?").run(run.text());
  sql::Statement(database, "DELETE FROM runs WHERE run = ?").run(run.text());
}

}  // namespace slalom::host
