#include "store/record_rows.hpp"

#include "run/record_fields.hpp"
#include "store/validation.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <exception>
#include <stdexcept>

namespace slalom::store {

namespace {

std::vector<double> trace_of(const std::vector<run::Point>& points) {
  std::vector<double> trace;
  for (const auto& p : points)
    run::each_field([&](const run::Field&, const auto& value) { trace.push_back(static_cast<double>(value)); }, p);
  return trace;
}

std::uint64_t count_of(double number) {
  constexpr double most = 9007199254740992;  // 2^53: beyond it, doubles skip integers
  if (!(number >= 0 && number <= most)) throw std::invalid_argument(fmt::format("it holds a count of {}", number));
  return static_cast<std::uint64_t>(number);
}

void read_number(double number, std::uint64_t& value) { value = count_of(number); }
void read_number(double number, double& value) { value = number; }

std::vector<run::Point> points_of(const std::vector<double>& trace) {
  std::size_t columns = 0;
  run::Point point;
  run::each_field([&](const run::Field&, auto&) { ++columns; }, point);
  if (trace.size() % columns != 0) throw std::invalid_argument(fmt::format("a trace has {} numbers", trace.size()));
  std::vector<run::Point> points(trace.size() / columns);
  auto number = trace.begin();
  for (auto& p : points) run::each_field([&](const run::Field&, auto& value) { read_number(*number++, value); }, p);
  return points;
}

template <class Enum, std::size_t N>
void read_name(sql::Row& row, const std::array<const char*, N>& names, const char* what, Enum& value) {
  std::string name;
  row.into(name);
  const auto it = std::ranges::find(names, name);
  if (it == names.end()) throw std::invalid_argument(fmt::format("it holds a run of unknown {} '{}'", what, name));
  value = static_cast<Enum>(it - names.begin());
}

// A field as a column, and back.

template <class T>
const T& to_column(const T& value) {
  return value;
}
std::string to_column(const suite::RunId& id) { return id.text(); }
std::string to_column(run::Status status) { return run::to_text(status); }
std::string to_column(run::Chance chance) { return run::to_text(chance); }
std::vector<double> to_column(const std::vector<run::Point>& points) { return trace_of(points); }

template <class T>
void from_column(sql::Row& row, T& value) {
  row.into(value);
}
void from_column(sql::Row& row, suite::RunId& id) {
  std::string text;
  row.into(text);
  id = suite::parse_run_id(text);
}
void from_column(sql::Row& row, run::Status& status) { read_name(row, run::status_names, "status", status); }
void from_column(sql::Row& row, run::Chance& chance) { read_name(row, run::chance_names, "chance", chance); }
void from_column(sql::Row& row, std::vector<run::Point>& points) {
  std::vector<double> trace;
  row.into(trace);
  points = points_of(trace);
}

/// Targets have a table of their own.
template <class T>
constexpr bool is_column = !std::same_as<std::remove_const_t<T>, std::vector<run::TargetHit>>;

/// Calls take(field, value) for every field that is a column of `runs`.
template <class Record, class Take>
void each_column(Record& record, Take take) {
  run::each_field(
      [&](const run::Field& field, auto& value) {
        if constexpr (is_column<std::remove_reference_t<decltype(value)>>)
          if (field.stored) take(field, value);
      },
      record);
}

const std::vector<std::string>& run_columns() {
  static const auto all = [] {
    std::vector<std::string> names;
    const run::RunRecord record;
    each_column(record, [&](const run::Field& field, const auto&) { names.emplace_back(field.name); });
    return names;
  }();
  return all;
}

const std::vector<std::string>& target_columns() {
  static const auto all = [] {
    std::vector<std::string> names{"position"};
    const run::TargetHit target;
    run::each_field([&](const run::Field& field, const auto&) { names.emplace_back(field.name); }, target);
    return names;
  }();
  return all;
}

std::string insert_into(const char* table, std::vector<std::string> columns, const char* last) {
  columns.emplace_back(last);
  const std::vector<std::string> values(columns.size(), "?");
  return fmt::format("INSERT OR REPLACE INTO {} ({}) VALUES ({})", table, fmt::join(columns, ", "),
                     fmt::join(values, ", "));
}

// What a run's checksum covers, in this order: its row, its targets.
std::string select_runs() { return fmt::format("SELECT {}, checksum FROM runs", fmt::join(run_columns(), ", ")); }
std::string select_targets() {
  return fmt::format("SELECT {} FROM targets WHERE run = ? ORDER BY position", fmt::join(target_columns(), ", "));
}

std::string id_of(sql::Row row) {
  std::string id;
  row.into(id);
  return id;
}

/// Of a row of select_runs(), and of its targets, which are handed to `take` meanwhile.
template <class Take>
std::int64_t checksum_of(const sql::Row& row, const std::string& id, sql::Statement& targets, Take take) {
  Checksum sum;
  row.add_to(sum, static_cast<int>(run_columns().size()));
  const auto columns = static_cast<int>(target_columns().size());
  targets.each(
      [&](const sql::Row& target) {
        target.add_to(sum, columns);
        take(target);
      },
      id);
  return sum.value();
}

}  // namespace

RecordRows::RecordRows(const sql::Database& database)
    : put_run_(database, insert_into("runs", run_columns(), "checksum")),
      clear_targets_(database, "DELETE FROM targets WHERE run = ?"),
      put_target_(database, insert_into("targets", target_columns(), "run")),
      find_run_(database, select_runs() + " WHERE run = ?"),
      all_runs_(database, select_runs()),
      find_targets_(database, select_targets()) {}

void RecordRows::put(const run::RunRecord& r) {
  Checksum sum;
  const auto add = [&](sql::Statement& statement, const auto& column) {
    sum.add(column);
    statement.add(column);
  };
  put_run_.start();
  each_column(r, [&](const run::Field&, const auto& value) { add(put_run_, to_column(value)); });
  clear_targets_.run(r.id.text());
  for (std::size_t i = 0; i < r.targets.size(); ++i) {
    put_target_.start();
    add(put_target_, i);
    run::each_field([&](const run::Field&, const auto& value) { add(put_target_, value); }, r.targets[i]);
    put_target_.add(r.id.text());
    put_target_.run();
  }
  put_run_.add(sum.value());
  put_run_.run();
}

std::optional<run::RunRecord> RecordRows::read(sql::Row row) {
  run::RunRecord r;
  std::exception_ptr wrong;  // in a target: to be told only if that is what was stored
  const auto add_target = [&](sql::Row target) {
    auto& t = r.targets.emplace_back();
    target.skip(1);
    try {
      run::each_field([&](const run::Field&, auto& value) { target.into(value); }, t);
    } catch (const std::invalid_argument&) {
      wrong = std::current_exception();
    }
  };
  const auto id = id_of(row);
  const auto sum = checksum_of(row, id, find_targets_, add_target);
  auto last = row;
  std::int64_t stored = 0;
  last.skip(static_cast<int>(run_columns().size()));
  last.into(stored);
  if (sum != stored) return std::nullopt;
  if (wrong) std::rethrow_exception(wrong);
  each_column(r, [&](const run::Field&, auto& value) { from_column(row, value); });
  check_record(r);
  return r;
}

std::optional<run::RunRecord> RecordRows::find(const suite::RunId& id) {
  std::optional<run::RunRecord> found;
  find_run_.each([&](const sql::Row& row) { found = read(row); }, id.text());
  return found;
}

void RecordRows::each(const std::function<void(const suite::RunId&, const std::optional<run::RunRecord>&)>& take) {
  all_runs_.each([&](const sql::Row& row) { take(suite::parse_run_id(id_of(row)), read(row)); });
}

void set_run_checksums(const sql::Database& database) {
  std::vector<std::pair<std::string, std::int64_t>> sums;
  sql::Statement targets(database, select_targets());
  sql::Statement(database, select_runs()).each([&](const sql::Row& row) {
    const auto id = id_of(row);
    sums.emplace_back(id, checksum_of(row, id, targets, [](const sql::Row&) {}));
  });
  sql::Statement set(database, "UPDATE runs SET checksum = ? WHERE run = ?");
  for (const auto& [id, sum] : sums) set.run(sum, id);
}

namespace {

std::vector<suite::RunId> run_ids(const sql::Database& database, const char* query) {
  std::vector<suite::RunId> ids;
  sql::Statement(database, query).each([&](sql::Row row) {
    std::string id;
    row.into(id);
    ids.push_back(suite::parse_run_id(id));
  });
  return ids;
}

}  // namespace

std::vector<suite::RunId> done_from_rows(const sql::Database& database) {
  return run_ids(database, "SELECT run FROM runs WHERE status <> 'failed' ORDER BY run");
}

std::size_t count_of_rows(const sql::Database& database) {
  std::size_t count = 0;
  sql::Statement(database, "SELECT COUNT(*) FROM runs").each([&](sql::Row row) { row.into(count); });
  return count;
}

std::vector<suite::RunId> unused_from_rows(const sql::Database& database) {
  return run_ids(database, "SELECT run FROM runs WHERE run NOT IN (SELECT run FROM plan_runs) ORDER BY run");
}

void remove_rows(const sql::Database& database, const suite::RunId& run) {
  sql::Statement(database, "DELETE FROM targets WHERE run = ?").run(run.text());
  sql::Statement(database, "DELETE FROM runs WHERE run = ?").run(run.text());
}

}  // namespace slalom::store
