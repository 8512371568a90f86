// Numbers in rows and columns, as the readers of data files give them.
#pragma once

#include <slalom/data_limit.hpp>

#include <algorithm>
#include <cstddef>
#include <fstream>
#include <stdexcept>
#include <string>
#include <vector>

namespace [[gnu::visibility("hidden")]] slalom {

struct DataTable {
  std::string path;  ///< where it is from, for messages
  std::size_t columns = 0;
  std::vector<double> numbers;  ///< row after row
  /// Row i is on line first_line + i of a text file; 0: it is no text.
  std::size_t first_line = 0;
  std::vector<std::string> classes{};  ///< where the last column had names: those of 0, 1, …
  std::vector<std::string> notes{};    ///< how a file was understood, where it could have been meant otherwise

  std::size_t rows() const { return columns == 0 ? 0 : numbers.size() / columns; }
  const double* row(std::size_t i) const { return numbers.data() + i * columns; }
  /// How messages name row i.
  std::string where(std::size_t i) const {
    return path + (first_line > 0 ? ":" + std::to_string(first_line + i) : ": row " + std::to_string(i + 1));
  }
};

/// "3 classes: setosa, versicolor, virginica"
inline std::string names_of_classes(const std::vector<std::string>& names) {
  constexpr std::size_t max_listed = 10;
  auto text = std::to_string(names.size()) + " classes: ";
  for (std::size_t i = 0; i < std::min(names.size(), max_listed); ++i) text += (i == 0 ? "" : ", ") + names[i];
  return text + (names.size() > max_listed ? ", …" : "");
}

/// All bytes of a file. Throws std::runtime_error if it cannot be read, is not a regular file, or is larger than that.
inline std::string read_bytes(const std::string& path, std::uint64_t limit = default_data_limit) {
  std::string bytes(size_of_data(path, limit), '\0');
  std::ifstream file(path, std::ios::binary);
  if (!file) throw std::runtime_error(path + ": there is no such file, or it cannot be read");
  file.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  bytes.resize(static_cast<std::size_t>(file.gcount()));
  return bytes;
}

/// Throws std::runtime_error if a table of so many rows and columns is larger than a data set may be.
inline void check_table_size(const std::string& path, std::size_t rows, std::size_t columns, std::uint64_t limit) {
  check_data_limit(path, std::to_string(rows) + " rows of " + std::to_string(columns) + " numbers",
                   static_cast<double>(rows) * static_cast<double>(columns) * sizeof(double), limit);
}

}  // namespace slalom
