// Arrays of NumPy's file format, .npy: NumPy's documentation, numpy.lib.format, versions 1 to 3.
#pragma once

#include <slalom/data_table.hpp>

#include <algorithm>
#include <array>
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

/// An array of finite numbers.
struct NpyArray {
  std::vector<std::size_t> shape;
  std::vector<double> numbers;  ///< in C's order
};

/// Of the bytes of a .npy file: an array of f4, f8, i4, i8 or u1 in C's order, little-endian, with one to four
/// dimensions. Throws std::runtime_error that says what is wrong with `name`.
inline NpyArray parse_npy(const std::string& bytes, const std::string& name, std::uint64_t limit = default_data_limit) {
  static_assert(std::endian::native == std::endian::little);
  const auto fail = [&](const std::string& what) { throw std::runtime_error(name + ": " + what); };
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
  std::array<unsigned long long, 4> extents{};
  char type[3] = "";
  const int found = std::sscanf(
      header.c_str(), "{'descr':'%*1[<|]%2[fiu148]','fortran_order':False,'shape':(%18llu,%18llu,%18llu,%18llu", type,
      extents.data(), &extents[1], &extents[2], &extents[3]);
  static constexpr std::string_view types[] = {"f4", "f8", "i4", "i8", "u1"};
  const auto dimensions = static_cast<std::size_t>(std::max(found - 1, 0));
  const auto shape = header.substr(std::min(header.find('('), header.size()));
  // (3,) has as many commas as numbers, (3, 2) one less; and one comes after the shape.
  const auto commas = static_cast<std::size_t>(std::ranges::count(shape, ','));
  if (dimensions == 0 || commas != std::max<std::size_t>(dimensions, 2) ||
      std::ranges::find(types, type) == std::end(types))
    fail("the header is " + header.substr(0, 200) +
         "; expected an array of f4, f8, i4, i8 or u1, little-endian, in C's order, with at most four dimensions");
  NpyArray array{{extents.begin(), extents.begin() + found - 1}, {}};
  double promised = 1;
  for (const auto extent : array.shape) promised *= static_cast<double>(extent);
  check_data_limit(name, "its " + shape.substr(0, shape.find(')') + 1) + " numbers", promised * sizeof(double), limit);
  const auto count = static_cast<std::size_t>(promised), size = static_cast<std::size_t>(type[1] - '0');
  const char* data = bytes.data() + begin + length;
  if (bytes.size() - begin - length != count * size)
    fail("the header promises " + std::to_string(count * size) + " bytes of data, but there are " +
         std::to_string(bytes.size() - begin - length));

  const std::string_view kind = type;
  auto& numbers = array.numbers;
  numbers.reserve(count);
  if (kind == "f4") detail::append_as_double<float>(data, count, numbers);
  if (kind == "f8") detail::append_as_double<double>(data, count, numbers);
  if (kind == "i4") detail::append_as_double<std::int32_t>(data, count, numbers);
  if (kind == "i8") detail::append_as_double<std::int64_t>(data, count, numbers);
  if (kind == "u1") detail::append_as_double<std::uint8_t>(data, count, numbers);
  const auto rows = array.shape.front(), columns = rows == 0 ? 0 : count / rows;
  for (std::size_t i = 0; i < count; ++i)
    if (!std::isfinite(numbers[i]))
      fail("row " + std::to_string(i / columns + 1) + ", column " + std::to_string(i % columns + 1) + " is not finite");
  return array;
}

/// A file of a two-dimensional array. Throws std::runtime_error that says what is wrong.
inline DataTable read_npy(const std::string& path, std::uint64_t limit = default_data_limit) {
  auto array = parse_npy(read_bytes(path, limit), path, limit);
  if (array.shape.size() != 2)
    throw std::runtime_error(path + ": expected a two-dimensional array, but this has " +
                             std::to_string(array.shape.size()) + " dimension(s)");
  return {path, array.shape[1], std::move(array.numbers)};
}

}  // namespace slalom
