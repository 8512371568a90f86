// Tables from archives of NumPy's arrays, .npz, as numpy.savez and numpy.savez_compressed write them.
#pragma once

#include <slalom/npy.hpp>
#include <slalom/zip.hpp>

namespace [[gnu::visibility("hidden")]] slalom {

/// An archive of one two-dimensional array, or of the arrays x and y: a row of numbers, or an image, for each example,
/// and what is to be predicted, which becomes the last column. Throws std::runtime_error that says what is wrong.
inline DataTable read_npz(const std::string& path, std::uint64_t limit = default_data_limit) {
  auto members = read_zip(path, limit);
  const auto fail = [&](const std::string& what) { throw std::runtime_error(path + ": " + what); };
  const auto parsed = [&](const std::string& name) { return parse_npy(members[name], path + ": " + name, limit); };
  if (members.size() == 1) {
    auto array = parsed(members.begin()->first);
    if (array.shape.size() != 2) fail("expected a two-dimensional array, or two arrays x and y");
    return {path, array.shape[1], std::move(array.numbers)};
  }
  if (!members.contains("x.npy") || !members.contains("y.npy")) fail("expected one array, or two of the names x and y");
  const auto x = parsed("x.npy"), y = parsed("y.npy");
  const auto rows = x.shape[0], columns = rows == 0 ? 0 : x.numbers.size() / rows;
  if (y.shape.size() != 1 || y.shape[0] != rows)
    fail("y must have one number for each of the " + std::to_string(rows) + " rows of x");
  DataTable table{path, columns + 1, {}};
  table.numbers.reserve(rows * table.columns);
  for (std::size_t i = 0; i < rows; ++i) {
    const auto row = x.numbers.begin() + static_cast<std::ptrdiff_t>(i * columns);
    table.numbers.insert(table.numbers.end(), row, row + static_cast<std::ptrdiff_t>(columns));
    table.numbers.push_back(y.numbers[i]);
  }
  return table;
}

}  // namespace slalom
