#include "store/record_rows.hpp"

#include "store/validation.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <exception>
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

// What a run's checksum covers, in this order: its row, its targets.
constexpr auto select_runs =
    "SELECT run, seed, status, reason, output, steps, evaluations, examples, cpu_seconds, clock_ended, minimizer, "
    "distance, variance_measured, variance_theory, final_w, trace, metrics, trajectory, optimizer_share, state_bytes, "
    "chance, checksum FROM runs";
constexpr auto select_targets =
    "SELECT position, target, reached, step, evaluations, examples, cpu_seconds FROM targets WHERE run = ? "
    "ORDER BY position";
constexpr int run_columns = 21, target_columns = 7;

std::string id_of(sql::Row row) {
  std::string id;
  row.into(id);
  return id;
}

/// Of a row of `select_runs`, and of its targets, which are handed to `take` meanwhile.
template <class Take>
std::int64_t checksum_of(const sql::Row& row, const std::string& id, sql::Statement& targets, Take take) {
  Checksum sum;
  row.add_to(sum, run_columns);
  targets.each(
      [&](const sql::Row& target) {
        target.add_to(sum, target_columns);
        take(target);
      },
      id);
  return sum.value();
}

}  // namespace

RecordRows::RecordRows(const sql::Database& database)
    : put_run_(database, "INSERT OR REPLACE INTO runs VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)"),
      clear_targets_(database, "DELETE FROM targets WHERE run = ?"),
      put_target_(database, "INSERT INTO targets VALUES (?,?,?,?,?,?,?,?)"),
      find_run_(database, (std::string(select_runs) + " WHERE run = ?").c_str()),
      all_runs_(database, select_runs),
      find_targets_(database, select_targets) {}

void RecordRows::put(const RunRecord& r) {
  const auto id = r.id.text();
  const std::string status = status_names.at(static_cast<std::size_t>(r.status));
  const std::string chance = chance_names.at(static_cast<std::size_t>(r.chance));
  Checksum sum;
  const auto put_run = [&](const auto&... columns) {
    sum.add(columns...);
    for (std::size_t i = 0; i < r.targets.size(); ++i) {
      const auto& t = r.targets[i];
      sum.add(i, t.target, t.reached, t.step, t.evaluations, t.examples, t.cpu_seconds);
    }
    put_run_.run(columns..., sum.value());
  };
  put_run(id, r.seed, status, r.reason, r.output, r.steps, r.evaluations, r.examples, r.cpu_seconds, r.clock_ended,
          r.minimizer, r.distance, r.variance.measured, r.variance.theory, r.final_w, trace_of(r.points), r.metrics,
          r.trajectory, r.optimizer_share, r.state_bytes, chance);
  clear_targets_.run(id);
  for (std::size_t i = 0; i < r.targets.size(); ++i) {
    const auto& t = r.targets[i];
    put_target_.run(id, i, t.target, t.reached, t.step, t.evaluations, t.examples, t.cpu_seconds);
  }
}

std::optional<RunRecord> RecordRows::read(sql::Row row) {
  RunRecord r;
  std::exception_ptr wrong;  // in a target: to be told only if that is what was stored
  const auto add_target = [&](sql::Row target) {
    auto& t = r.targets.emplace_back();
    target.skip(1);
    try {
      target.into(t.target, t.reached, t.step, t.evaluations, t.examples, t.cpu_seconds);
    } catch (const std::invalid_argument&) {
      wrong = std::current_exception();
    }
  };
  const auto id = id_of(row);
  const auto sum = checksum_of(row, id, find_targets_, add_target);
  auto last = row;
  std::int64_t stored = 0;
  last.skip(run_columns);
  last.into(stored);
  if (sum != stored) return std::nullopt;
  if (wrong) std::rethrow_exception(wrong);
  std::string status, chance;
  std::vector<double> trace;
  row.skip(1);
  row.into(r.seed, status, r.reason, r.output, r.steps, r.evaluations, r.examples, r.cpu_seconds, r.clock_ended,
           r.minimizer, r.distance, r.variance.measured, r.variance.theory, r.final_w, trace, r.metrics, r.trajectory,
           r.optimizer_share, r.state_bytes, chance);
  r.id = parse_run_id(id);
  r.status = named<Status>(status_names, status, "status");
  r.chance = named<Chance>(chance_names, chance, "chance");
  r.points = points_of(trace);
  check_record(r);
  return r;
}

std::optional<RunRecord> RecordRows::find(const RunId& id) {
  std::optional<RunRecord> found;
  find_run_.each([&](const sql::Row& row) { found = read(row); }, id.text());
  return found;
}

void RecordRows::each(const std::function<void(const RunId&, const std::optional<RunRecord>&)>& take) {
  all_runs_.each([&](const sql::Row& row) { take(parse_run_id(id_of(row)), read(row)); });
}

void set_run_checksums(const sql::Database& database) {
  std::vector<std::pair<std::string, std::int64_t>> sums;
  sql::Statement targets(database, select_targets);
  sql::Statement(database, select_runs).each([&](const sql::Row& row) {
    const auto id = id_of(row);
    sums.emplace_back(id, checksum_of(row, id, targets, [](const sql::Row&) {}));
  });
  sql::Statement set(database, "UPDATE runs SET checksum = ? WHERE run = ?");
  for (const auto& [id, sum] : sums) set.run(sum, id);
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
