// The lines and fields of CSV files: RFC 4180, and what programs write beyond it.
#pragma once

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

namespace [[gnu::visibility("hidden")]] slalom {
namespace detail {

/// What ends the lines of a text, perhaps after a carriage return.
inline char csv_line_end(std::string_view text) { return text.find('\n') == text.npos ? '\r' : '\n'; }

/// The lines of a text, without their ends. At the end of the file, lines without any field are left out.
inline std::vector<std::string_view> csv_lines(std::string_view text) {
  const char end = csv_line_end(text);
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    auto line = text.substr(0, text.find(end));
    text.remove_prefix(std::min(line.size() + 1, text.size()));
    if (line.ends_with('\r')) line.remove_suffix(1);
    lines.push_back(line);
  }
  while (!lines.empty() && lines.back().find_first_not_of(" \t,;") == std::string_view::npos) lines.pop_back();
  return lines;
}

/// Splits a line into its fields, without the spaces around them and without quotes. What is wrong with it; null:
/// nothing.
inline const char* split_csv(std::string_view line, char separator, std::vector<std::string>& fields) {
  fields.clear();
  const auto skip_spaces = [&] {
    while (!line.empty() && line.front() != separator && (line.front() == ' ' || line.front() == '\t'))
      line.remove_prefix(1);
  };
  while (true) {
    auto& field = fields.emplace_back();
    skip_spaces();
    if (line.starts_with('"')) {
      line.remove_prefix(1);
      for (;; line.remove_prefix(1)) {
        const auto quote = line.find('"');
        if (quote == line.npos) return "a quotation mark is not closed in its line";
        field += line.substr(0, quote);
        line.remove_prefix(quote + 1);
        if (!line.starts_with('"')) break;
        field += '"';
      }
      skip_spaces();
      if (!line.empty() && line.front() != separator) return "text stands behind a closing quotation mark";
    } else {
      field = line.substr(0, line.find(separator));
      line.remove_prefix(field.size());
      field.resize(field.find_last_not_of(" \t") + 1);  // npos + 1 is 0
    }
    if (line.empty()) return nullptr;
    line.remove_prefix(1);
  }
}

/// What stands between the fields: what splits both lines into the same number of them, else what is there most often.
inline char csv_separator(std::string_view first, std::string_view second) {
  std::vector<std::string> fields;
  const auto count = [&](std::string_view line, char separator) {
    split_csv(line, separator, fields);
    return fields.size();
  };
  constexpr std::string_view separators = ";\t,";
  for (const char separator : separators)
    if (count(first, separator) > 1 && count(first, separator) == count(second, separator)) return separator;
  return *std::ranges::max_element(separators, {}, [&](char separator) { return count(first, separator); });
}

/// A number beyond what float64 holds is infinite.
struct CsvField {
  enum class Kind { number, missing, text } kind = Kind::text;
  double number = 0;
};

inline CsvField read_csv_field(const std::string& field) {
  for (const auto* missing : {"", "?", "NA", "N/A", "#N/A", "NaN", "nan", "null", "NULL"})
    if (field == missing) return {CsvField::Kind::missing};
  auto digits = std::string_view(field);
  if (digits.starts_with('+')) digits.remove_prefix(1);
  if (digits.find_first_of("0123456789") == digits.npos || digits.starts_with("+")) return {};
  CsvField read{CsvField::Kind::number};
  const auto* const end = digits.data() + digits.size();
  const auto [rest, error] = std::from_chars(digits.data(), end, read.number);
  if (rest != end || error == std::errc::invalid_argument) return {};
  if (error == std::errc::result_out_of_range) read.number = std::strtod(digits.data(), nullptr);
  return read;
}

}  // namespace detail
}  // namespace slalom
