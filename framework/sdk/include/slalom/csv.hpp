// Tables of numbers from CSV files, read strictly: what is not as it should be is an error, never a guess.
#pragma once

#include <slalom/data_table.hpp>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <string_view>

namespace [[gnu::visibility("hidden")]] slalom {

/// Reads a file of finite numbers separated by commas, under one header line. Throws std::runtime_error with file and
/// line if it cannot be read, has no rows, a row of another length than the header, or something that is no number.
inline DataTable read_csv(const std::string& path) {
  std::ifstream file(path);
  if (!file) throw std::runtime_error(path + ": there is no such file, or it cannot be read");

  std::string line;
  std::size_t line_number = 0;
  const auto next_line = [&] {
    if (!std::getline(file, line)) return false;
    if (!line.empty() && line.back() == '\r') line.pop_back();
    ++line_number;
    return true;
  };
  const auto fail = [&](const std::string& what) {
    throw std::runtime_error(path + ":" + std::to_string(line_number) + ": " + what);
  };
  const auto fields = [&] { return 1 + static_cast<std::size_t>(std::count(line.begin(), line.end(), ',')); };

  if (!next_line() || line.empty()) throw std::runtime_error(path + ": the file is empty; a header line was expected");
  DataTable table{path, fields(), {}, 2};
  while (next_line()) {
    if (fields() != table.columns)
      fail(std::to_string(fields()) + " fields, but the header has " + std::to_string(table.columns));
    const char* at = line.data();
    const char* const end = at + line.size();
    for (std::size_t column = 1; column <= table.columns; ++column) {
      double number = 0;
      const auto [rest, error] = std::from_chars(at, end, number);
      if (error != std::errc() || (rest != end && *rest != ',') || !std::isfinite(number))
        fail("field " + std::to_string(column) + " is '" + std::string(at, std::find(at, end, ',')) +
             "'; a finite number was expected");
      table.numbers.push_back(number);
      at = rest + 1;
    }
  }
  if (table.rows() == 0) throw std::runtime_error(path + ": there are no rows under the header");
  return table;
}

}  // namespace slalom
