// A file of comma-separated values as RFC 4180 has it: CRLF, quotes where they are needed.
#pragma once

#include "process/output_file.hpp"

#include <concepts>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <utility>

namespace slalom::exports {

class CsvFile {
 public:
  /// Throws process::FileError if the file cannot be made.
  explicit CsvFile(std::filesystem::path path) : out_(std::move(path)) {}

  void field(std::string_view text);  ///< with an apostrophe before what begins with = + - or @
  void field(double number);          ///< 17 significant digits; NaN, the unknown, leaves it empty
  template <std::unsigned_integral T>
  void field(T number) {
    put(std::to_string(number));
  }
  void end_row();

  template <class... T>
  void row(const T&... fields) {
    (field(fields), ...);
    end_row();
  }

  /// Throws process::FileError if anything could not be written.
  void close() { out_.close(); }

 private:
  void put(std::string_view text);

  process::OutputFile out_;
  bool row_begun_ = false;
};

}  // namespace slalom::exports
