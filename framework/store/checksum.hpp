// Checksums of stored rows, by which changed bits are noticed.
#pragma once

#include <xxhash.h>

#include <concepts>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace slalom::store {

/// XXH3-64 of values in their order, each with its kind. A value has the same checksum before it is stored and after
/// it is read: SQLite makes NULL of NaN, and 0 of -0.
class Checksum {
 public:
  Checksum();

  template <class... T>
  void add(const T&... values) {
    (add_value(values), ...);
  }
  void add_null();
  void add_text(std::span<const char> text);
  void add_blob(std::span<const char> bytes);

  std::int64_t value() const;  ///< as SQLite stores it

 private:
  void add_value(double value);
  void add_value(const std::string& value) { add_text(value); }
  void add_value(const std::vector<double>& values);
  template <std::integral T>
  void add_value(T value) {
    add_integer(static_cast<std::int64_t>(value));
  }
  void add_integer(std::int64_t value);
  void add_number(char kind, std::uint64_t bits);
  void add_bytes(char kind, const void* bytes, std::size_t size);

  std::unique_ptr<XXH3_state_t, XXH_errorcode (*)(XXH3_state_t*)> state_;
};

}  // namespace slalom::store
