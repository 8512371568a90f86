// Files that may be compressed by gzip, read with zlib.
#pragma once

#include <slalom/data_table.hpp>

#include <filesystem>
#include <memory>

#include <zlib.h>

namespace [[gnu::visibility("hidden")]] slalom {

/// All bytes of the file, or, where that is not there, of PATH.gz, unpacked. Throws std::runtime_error if neither can
/// be read, or if it is damaged.
inline std::string read_unpacked(const std::string& path, std::uint64_t limit = default_data_limit) {
  const auto packed = path + ".gz";
  const auto& there = !std::filesystem::exists(path) && std::filesystem::exists(packed) ? packed : path;
  if (there != packed) {
    auto bytes = read_bytes(there, limit);
    if (bytes.starts_with("\x1f\x8b"))
      throw std::runtime_error(path + ": it is compressed; its name should end with .gz");
    return bytes;
  }
  size_of_data(there, limit);
  const std::unique_ptr<gzFile_s, int (*)(gzFile)> file(gzopen(there.c_str(), "rb"), &gzclose);
  if (!file) throw std::runtime_error(there + ": it cannot be read");
  std::string bytes, part(1 << 20, '\0');
  int count = 0;
  while ((count = gzread(file.get(), part.data(), static_cast<unsigned>(part.size()))) > 0) {
    bytes.append(part, 0, static_cast<std::size_t>(count));
    check_data_limit(there, "what it holds", static_cast<double>(bytes.size()), limit);
  }
  int error = Z_OK;
  const std::string why = gzerror(file.get(), &error);
  if (count < 0 || error != Z_OK || gzdirect(file.get()) != 0)
    throw std::runtime_error(there + ": it is damaged, or not compressed by gzip" +
                             (why.empty() ? "" : " (" + why + ")"));
  return bytes;
}

}  // namespace slalom
