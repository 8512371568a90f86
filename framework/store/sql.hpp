// The little of SQLite that the store needs, with owners and errors: values in, rows out.
#pragma once

#include "store/checksum.hpp"

#include <sqlite3.h>

#include <concepts>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace slalom::store::sql {

/// An open database; every failure throws StoreError with the file's name.
class Database {
 public:
  /// `name` is the file as SQLite takes it: its path, or with SQLITE_OPEN_URI among the flags its URI.
  Database(std::filesystem::path file, const std::string& name, int flags);
  ~Database();
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;

  void execute(const char* statements);
  /// A copy, which changes no file.
  std::unique_ptr<Database> in_memory() const;
  [[noreturn]] void fail() const;  ///< with SQLite's last error
  const std::filesystem::path& file() const { return file_; }
  sqlite3* handle() const { return handle_; }

 private:
  std::filesystem::path file_;
  sqlite3* handle_ = nullptr;
};

/// One row of an answer, read from left to right. A real NULL is a NaN. What is of another kind throws
/// std::invalid_argument.
class Row {
 public:
  explicit Row(sqlite3_stmt* statement) : statement_(statement) {}

  template <class... T>
  void into(T&... values) {
    (read(values), ...);
  }
  /// The next `count` values, which stay to be read.
  void add_to(Checksum& sum, int count) const;
  void skip(int count) { column_ += count; }

 private:
  std::int64_t read_integer() const;
  [[noreturn]] void refuse(const char* why) const;
  void read(double& value);
  void read(std::string& value);
  void read(std::vector<double>& values);  // little-endian doubles
  template <std::integral T>
  void read(T& value) {
    const auto number = read_integer();
    bool fits = sizeof(T) == 8;  // counts from 2^63 on are stored as negative ones
    if constexpr (std::same_as<T, bool>)
      fits = number == 0 || number == 1;
    else if constexpr (sizeof(T) < 8)
      fits = std::in_range<T>(number);
    if (!fits) refuse("is out of range");
    value = static_cast<T>(number);
    ++column_;
  }

  sqlite3_stmt* statement_;
  int column_ = 0;
};

/// A prepared statement, to be run again and again.
class Statement {
 public:
  Statement(const Database& database, const std::string& text);
  ~Statement();
  Statement(const Statement&) = delete;
  Statement& operator=(const Statement&) = delete;

  /// Runs it with these values for its parameters and hands every row to `take`.
  template <class Take, class... T>
  void each(Take take, const T&... values) {
    int parameter = 0;
    (bind(++parameter, values, SQLITE_STATIC), ...);
    const Reset at_end{statement_};
    while (step()) take(Row(statement_));
  }

  template <class... T>
  void run(const T&... values) {
    each([](const Row&) {}, values...);
  }

  /// Likewise, where values come one by one: start(), add(value) for each parameter, which copies it, run().
  void start() { added_ = 0; }
  template <class T>
  void add(const T& value) {
    bind(++added_, value, SQLITE_TRANSIENT);
  }

 private:
  struct Reset {
    sqlite3_stmt* statement;
    ~Reset() { sqlite3_reset(statement); }
  };

  bool step();
  // SQLITE_STATIC: nothing is copied, and what is bound outlives the call of each().
  using Owner = sqlite3_destructor_type;
  void bind(int parameter, double value, Owner);
  void bind(int parameter, const std::string& value, Owner owner);
  void bind(int parameter, std::span<const double> values, Owner owner);
  void bind(int parameter, const std::vector<double>& values, Owner owner) {
    bind(parameter, std::span(values), owner);
  }
  template <std::integral T>
  void bind(int parameter, T value, Owner) {
    bind_integer(parameter, static_cast<std::int64_t>(value));
  }
  void bind_integer(int parameter, std::int64_t value);
  void check(int code) const;

  const Database& database_;
  sqlite3_stmt* statement_ = nullptr;
  int added_ = 0;
};

/// The one number that a statement without parameters answers.
std::int64_t number(const Database& database, const char* text);

}  // namespace slalom::store::sql
