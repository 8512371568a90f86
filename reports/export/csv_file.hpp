// A file of comma-separated values as RFC 4180 has it: CRLF, quotes where they are needed.
#pragma once

#include <concepts>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>

namespace slalom::report {

class CsvFile {
 public:
  /// Throws host::StoreError if the file cannot be made.
  explicit CsvFile(std::filesystem::path path);

  void field(std::string_view text);
  void field(double number);  ///< 17 significant digits; NaN, the unknown, leaves it empty
  template <std::unsigned_integral T>
  void field(T number) {
    field(std::string_view(std::to_string(number)));
  }
  void end_row();

  template <class... T>
  void row(const T&... fields) {
    (field(fields), ...);
    end_row();
  }

  /// Throws host::StoreError if anything could not be written.
  void close();

 private:
  std::filesystem::path path_;
  std::ofstream out_;
  bool row_begun_ = false;
};

}  // namespace slalom::report
