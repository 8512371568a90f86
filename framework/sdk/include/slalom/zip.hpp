// Members of zip archives, stored or deflated, read with zlib. PKWARE (2007), APPNOTE, without the 64-bit extensions.
#pragma once

#include <slalom/data_table.hpp>

#include <algorithm>
#include <cstdint>
#include <map>

#include <zlib.h>

namespace [[gnu::visibility("hidden")]] slalom {

namespace detail {

/// The little-endian number in these bytes.
inline std::size_t little_endian(const std::string& bytes, std::size_t at, std::size_t count) {
  std::size_t number = 0;
  for (std::size_t k = count; k-- > 0;) number = number << 8 | static_cast<unsigned char>(bytes[at + k]);
  return number;
}

/// Exactly so many bytes of a deflated stream; empty if it is damaged, or of another size.
inline std::string inflate_exactly(const char* packed, std::size_t packed_size, std::size_t size) {
  std::string bytes(size, '\0');
  z_stream stream{};
  if (inflateInit2(&stream, -MAX_WBITS) != Z_OK) return "";
  stream.next_in = const_cast<Bytef*>(reinterpret_cast<const Bytef*>(packed));  // which is only read
  stream.avail_in = static_cast<uInt>(packed_size);
  stream.next_out = reinterpret_cast<Bytef*>(bytes.data());
  stream.avail_out = static_cast<uInt>(size);
  const bool complete = inflate(&stream, Z_FINISH) == Z_STREAM_END && stream.avail_out == 0;
  inflateEnd(&stream);
  return complete ? bytes : "";
}

}  // namespace detail

/// All members by name. Throws std::runtime_error if the archive or a member is damaged, or of another kind.
inline std::map<std::string, std::string> read_zip(const std::string& path) {
  constexpr std::size_t end_size = 22, entry_size = 46, local_size = 30, max_comment = 65535;
  constexpr std::size_t max_bytes = std::size_t{1} << 31, best_ratio = 1032;  // of deflate
  const auto bytes = read_bytes(path);
  const auto fail = [&](const std::string& what) { throw std::runtime_error(path + ": " + what); };
  const auto number = [&](std::size_t at, std::size_t count) { return detail::little_endian(bytes, at, count); };
  const auto end = bytes.rfind("PK\5\6");
  if (!bytes.starts_with("PK") || end == std::string::npos || bytes.size() - end < end_size ||
      bytes.size() - end > end_size + max_comment)
    fail("not a zip archive, or truncated");

  std::map<std::string, std::string> members;
  auto entry = number(end + 16, 4);
  for (auto left = number(end + 10, 2); left > 0; --left) {
    if (entry + entry_size > end || bytes.compare(entry, 4, "PK\1\2") != 0) fail("damaged list of members");
    const auto method = number(entry + 10, 2), packed = number(entry + 20, 4), size = number(entry + 24, 4),
               name_size = number(entry + 28, 2), local = number(entry + 42, 4);
    if (entry + entry_size + name_size > end) fail("damaged list of members");
    const auto name = bytes.substr(entry + entry_size, name_size);
    const auto sum = number(entry + 16, 4);
    entry += entry_size + name_size + number(entry + 30, 2) + number(entry + 32, 2);

    if (local + local_size > end || bytes.compare(local, 4, "PK\3\4") != 0) fail(name + ": damaged");
    const auto data = local + local_size + number(local + 26, 2) + number(local + 28, 2);
    if (data + packed > end) fail(name + ": damaged");
    if (size > max_bytes || size > packed * best_ratio) fail(name + ": its size is said to be " + std::to_string(size));
    if (method != 0 && method != Z_DEFLATED)
      fail(name + ": packed by method " + std::to_string(method) + "; stored and deflated members can be read");
    auto member = method == 0 ? bytes.substr(data, packed) : detail::inflate_exactly(&bytes[data], packed, size);
    if (member.size() != size || crc32_z(0, reinterpret_cast<const Bytef*>(member.data()), size) != sum)
      fail(name + ": damaged");
    members[name] = std::move(member);
  }
  return members;
}

}  // namespace slalom
