#include "store/sql.hpp"

#include "store/store.hpp"

#include <fmt/format.h>

#include <bit>
#include <cmath>
#include <cstring>
#include <stdexcept>

namespace slalom::store::sql {

static_assert(std::endian::native == std::endian::little, "blobs hold little-endian doubles");

namespace {

constexpr int busy_milliseconds = 10'000;  // as long as another process may hold the file for its commit

std::string advice(int code) {
  switch (code & 0xff) {
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return "; the file is damaged or not a results file: restore it, or move it away and run again";
    case SQLITE_FULL:
      return "; make room on the disk and run again: what is stored is kept";
    case SQLITE_READONLY:
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
      return "; are the file and its folder there, and may you write to them?";
    case SQLITE_BUSY:
      return "; another program uses it: try again when that is done";
    default:
      return "";
  }
}

}  // namespace

Database::Database(std::filesystem::path file, const std::string& name, int flags) : file_(std::move(file)) {
  if (sqlite3_open_v2(name.c_str(), &handle_, flags, nullptr) != SQLITE_OK) {
    const auto text =
        fmt::format("{}: {}{}", file_.string(), sqlite3_errmsg(handle_), advice(sqlite3_errcode(handle_)));
    sqlite3_close(handle_);
    throw StoreError(text);
  }
  sqlite3_busy_timeout(handle_, busy_milliseconds);
  // As SQLite advises for files that somebody else may have made (sqlite.org/security.html).
  for (const auto& [option, value] : {std::pair{SQLITE_DBCONFIG_DEFENSIVE, 1},
                                      {SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0},
                                      {SQLITE_DBCONFIG_ENABLE_TRIGGER, 0},
                                      {SQLITE_DBCONFIG_ENABLE_VIEW, 0}})
    sqlite3_db_config(handle_, option, value, nullptr);
  execute("PRAGMA cell_size_check = ON");
}

Database::~Database() { sqlite3_close(handle_); }

std::unique_ptr<Database> Database::in_memory() const {
  auto copy = std::make_unique<Database>(file_, ":memory:", SQLITE_OPEN_READWRITE);
  sqlite3_backup* const backup = sqlite3_backup_init(copy->handle_, "main", handle_, "main");
  if (backup == nullptr) copy->fail();
  sqlite3_backup_step(backup, -1);
  if (sqlite3_backup_finish(backup) != SQLITE_OK) copy->fail();
  return copy;
}

void Database::execute(const char* statements) {
  if (sqlite3_exec(handle_, statements, nullptr, nullptr, nullptr) != SQLITE_OK) fail();
}

void Database::fail() const {
  throw StoreError(fmt::format("{}: {}{}", file_.string(), sqlite3_errmsg(handle_), advice(sqlite3_errcode(handle_))));
}

void Row::refuse(const char* why) const {
  throw std::invalid_argument(fmt::format("the column '{}' {}", sqlite3_column_name(statement_, column_), why));
}

std::int64_t Row::read_integer() const {
  if (sqlite3_column_type(statement_, column_) != SQLITE_INTEGER) refuse("holds something other than an integer");
  return sqlite3_column_int64(statement_, column_);
}

void Row::read(double& value) {
  const auto type = sqlite3_column_type(statement_, column_);
  if (type != SQLITE_NULL && type != SQLITE_FLOAT && type != SQLITE_INTEGER)
    refuse("holds something other than a number");
  value = type != SQLITE_NULL ? sqlite3_column_double(statement_, column_) : std::nan("");
  ++column_;
}

void Row::read(std::string& value) {
  if (sqlite3_column_type(statement_, column_) != SQLITE_TEXT) refuse("holds something other than text");
  const auto* text = sqlite3_column_blob(statement_, column_);
  const auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement_, column_++));
  value.assign(static_cast<const char*>(text), size);
}

void Row::read(std::vector<double>& values) {
  if (sqlite3_column_type(statement_, column_) != SQLITE_BLOB) refuse("holds something other than a BLOB");
  const auto* blob = sqlite3_column_blob(statement_, column_);
  const auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement_, column_));
  if (size % sizeof(double) != 0) refuse("holds a part of a number");
  values.resize(size / sizeof(double));
  if (!values.empty()) std::memcpy(values.data(), blob, size);
  ++column_;
}

void Row::add_to(Checksum& sum, int count) const {
  const auto bytes = [&](int column, const void* data) {
    return std::span(static_cast<const char*>(data),
                     static_cast<std::size_t>(sqlite3_column_bytes(statement_, column)));
  };
  for (int column = column_; column < column_ + count; ++column) switch (sqlite3_column_type(statement_, column)) {
      case SQLITE_INTEGER:
        sum.add(sqlite3_column_int64(statement_, column));
        break;
      case SQLITE_FLOAT:
        sum.add(sqlite3_column_double(statement_, column));
        break;
      case SQLITE_TEXT:
        sum.add_text(bytes(column, sqlite3_column_blob(statement_, column)));
        break;
      case SQLITE_BLOB:
        sum.add_blob(bytes(column, sqlite3_column_blob(statement_, column)));
        break;
      default:
        sum.add_null();
    }
}

Statement::Statement(const Database& database, const std::string& text) : database_(database) {
  check(sqlite3_prepare_v3(database.handle(), text.c_str(), -1, SQLITE_PREPARE_PERSISTENT, &statement_, nullptr));
}

Statement::~Statement() { sqlite3_finalize(statement_); }

bool Statement::step() {
  const int code = sqlite3_step(statement_);
  if (code != SQLITE_ROW && code != SQLITE_DONE) check(code);
  return code == SQLITE_ROW;
}

void Statement::bind(int parameter, double value, Owner) { check(sqlite3_bind_double(statement_, parameter, value)); }

void Statement::bind_integer(int parameter, std::int64_t value) {
  check(sqlite3_bind_int64(statement_, parameter, value));
}

void Statement::bind(int parameter, const std::string& value, Owner owner) {
  check(sqlite3_bind_text64(statement_, parameter, value.data(), value.size(), owner, SQLITE_UTF8));
}

void Statement::bind(int parameter, std::span<const double> values, Owner owner) {
  // A null pointer would make it NULL, not empty.
  const void* data = values.empty() ? static_cast<const void*>("") : values.data();
  check(sqlite3_bind_blob64(statement_, parameter, data, values.size_bytes(), owner));
}

void Statement::check(int code) const {
  if (code != SQLITE_OK) database_.fail();
}

std::int64_t number(const Database& database, const char* text) {
  std::int64_t answer = 0;
  Statement(database, text).each([&](Row row) { row.into(answer); });
  return answer;
}

}  // namespace slalom::store::sql
