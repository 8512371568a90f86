#include "export/csv_file.hpp"

#include "store/store.hpp"

#include <fmt/format.h>

#include <cmath>

namespace slalom::report {

CsvFile::CsvFile(std::filesystem::path path) : path_(std::move(path)), out_(path_, std::ios::binary) {
  if (!out_) throw host::StoreError(fmt::format("cannot write {}", path_.string()));
}

void CsvFile::field(std::string_view text) {
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

void CsvFile::field(double number) {
  field(std::string_view(std::isnan(number) ? std::string() : fmt::format("{:.17g}", number)));
}

void CsvFile::end_row() {
  out_ << "\r\n";
  row_begun_ = false;
}

void CsvFile::close() {
  out_.close();
  if (!out_) throw host::StoreError(fmt::format("cannot write {}: is the disk full?", path_.string()));
}

}  // namespace slalom::report
