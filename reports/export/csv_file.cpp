#include "export/csv_file.hpp"

#include <fmt/format.h>

#include <cmath>

namespace slalom::exports {

void CsvFile::field(std::string_view text) {
  // Programs take a text that begins so for a formula, which may start programs.
  constexpr std::string_view begins_formula = "=+-@";
  if (!text.empty() && begins_formula.find(text.front()) != std::string_view::npos) return put("'" + std::string(text));
  put(text);
}

void CsvFile::put(std::string_view text) {
  if (row_begun_) out_ << ',';
  row_begun_ = true;
  if (text.find_first_of(",\"\r\n") == std::string_view::npos) {
    out_ << text;
    return;
  }
  out_ << '"';
  for (const char c : text) {
    if (c == '"') out_ << '"';
    out_ << c;
  }
  out_ << '"';
}

void CsvFile::field(double number) { put(std::isnan(number) ? "" : fmt::format("{:.17g}", number)); }

void CsvFile::end_row() {
  out_ << "\r\n";
  row_begun_ = false;
}

}  // namespace slalom::exports
