// Images and labels in the IDX format of MNIST and Fashion-MNIST. LeCun, Cortes & Burges (1998).
#pragma once

#include <slalom/gzip.hpp>

#include <cstdint>

namespace [[gnu::visibility("hidden")]] slalom {

/// An array of bytes.
struct IdxFile {
  std::vector<std::size_t> shape;  ///< the first is the number of examples
  std::string bytes;               ///< with the header, which `first` passes over
  std::size_t first = 0;

  double operator[](std::size_t i) const { return static_cast<unsigned char>(bytes[first + i]); }
};

/// Reads a file of unsigned bytes with so many dimensions, PATH or PATH.gz. Throws std::runtime_error.
inline IdxFile read_idx(const std::string& path, std::size_t dimensions, std::uint64_t limit = default_data_limit) {
  IdxFile file{{}, read_unpacked(path, limit), 4 + 4 * dimensions};
  const auto fail = [&](const std::string& what) { throw std::runtime_error(path + ": " + what); };
  const std::string magic{0, 0, 8, static_cast<char>(dimensions)};
  if (!file.bytes.starts_with(magic))
    fail("not an IDX file of bytes in " + std::to_string(dimensions) +
         " dimensions: its first four bytes should be 0 0 8 " + std::to_string(dimensions));
  if (file.bytes.size() < file.first) fail("truncated within its header");
  double count = 1;
  for (std::size_t d = 0; d < dimensions; ++d) {
    std::size_t extent = 0;
    for (std::size_t k = 0; k < 4; ++k) extent = extent << 8 | static_cast<unsigned char>(file.bytes[4 + 4 * d + k]);
    file.shape.push_back(extent);
    count *= static_cast<double>(extent);
  }
  const auto there = file.bytes.size() - file.first;
  if (count != static_cast<double>(there)) {
    char promised[40];  // up to 2^96
    std::snprintf(promised, sizeof promised, "%.0f", count);
    fail("its header promises " + std::string(promised) + " bytes of data, but there are " + std::to_string(there));
  }
  check_data_limit(path, "its numbers", count * sizeof(double), limit);
  return file;
}

}  // namespace slalom
