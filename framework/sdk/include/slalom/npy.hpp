// Arrays of NumPy's file format, .npy: NumPy's documentation, numpy.lib.format, versions 1 to 3.
#pragma once

#include <slalom/data_table.hpp>

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <string_view>

namespace [[gnu::visibility("hidden")]] slalom {

namespace detail {

template <class T>
void append_as_double(const char* bytes, std::size_t count, std::vector<double>& out) {
  for (std::size_t i = 0; i < count; ++i) {
    T number;
    std::memcpy(&number, bytes + i * sizeof(T), sizeof(T));
    out.push_back(static_cast<double>(number));
  }
}

}  // namespace detail

/// A file of a two-dimensional array of f4, f8, i4, i8 or u1 in C's order, little-endian, of finite numbers. Throws
/// std::runtime_error that says what is wrong.
inline DataTable read_npy(const std::string& path) {
  static_assert(std::endian::native == std::endian::little);
  const auto bytes = read_bytes(path);
  const auto fail = [&](const std::string& what) { throw std::runtime_error(path + ": " + what); };
  if (!bytes.starts_with("\x93NUMPY") || bytes.size() < 12) fail("not a .npy file: it does not begin with \\x93NUMPY");
  const bool old = bytes[6] == 1;
  const std::size_t begin = old ? 10 : 12;
  std::uint32_t length = 0;
  std::memcpy(&length, bytes.data() + 8, old ? 2 : 4);
  if (length > bytes.size() - begin)
    fail("truncated: the header says that it has " + std::to_string(length) + " bytes");

  // {'descr': '<f8', 'fortran_order': False, 'shape': (3, 2), }
  auto header = bytes.substr(begin, length);
  std::erase_if(header, [](char c) { return c == ' ' || c == '\n'; });
  char type[3] = "", end = 0;
  unsigned long long rows = 0, columns = 0;
  const int found =
      std::sscanf(header.c_str(), "{'descr':'%*1[<|]%2[fiu148]','fortran_order':False,'shape':(%18llu,%18llu)%c", type,
                  &rows, &columns, &end);
  static constexpr std::string_view types[] = {"f4", "f8", "i4", "i8", "u1"};
  if (found != 4 || std::ranges::find(types, type) == std::end(types))
    fail("the header is " + header.substr(0, 200) +
         "; wanted is a two-dimensional array of f4, f8, i4, i8 or u1, little-endian, in C's order");
  if (static_cast<double>(rows) * static_cast<double>(columns) > most_numbers)
    fail(std::to_string(rows) + " x " + std::to_string(columns) + " numbers are too many");
  const std::size_t count = rows * columns, size = static_cast<std::size_t>(type[1] - '0');
  const char* data = bytes.data() + begin + length;
  if (bytes.size() - begin - length != count * size)
    fail("the header promises " + std::to_string(count * size) + " bytes of data, but there are " +
         std::to_string(bytes.size() - begin - length));

  const std::string_view kind = type;
  DataTable table{path, columns, {}};
  table.numbers.reserve(count);
  if (kind == "f4") detail::append_as_double<float>(data, count, table.numbers);
  if (kind == "f8") detail::append_as_double<double>(data, count, table.numbers);
  if (kind == "i4") detail::append_as_double<std::int32_t>(data, count, table.numbers);
  if (kind == "i8") detail::append_as_double<std::int64_t>(data, count, table.numbers);
  if (kind == "u1") detail::append_as_double<std::uint8_t>(data, count, table.numbers);
  for (std::size_t i = 0; i < count; ++i)
    if (!std::isfinite(table.numbers[i]))
      fail("row " + std::to_string(i / columns + 1) + ", column " + std::to_string(i % columns + 1) + " is not finite");
  return table;
}

}  // namespace slalom
