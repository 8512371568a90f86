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

/// All members by name. Throws std::runtime_error if the archive or a member is damaged, or of another kind; and before
/// anything is unpacked if all together would take more bytes than `limit`.
inline std::map<std::string, std::string> read_zip(const std::string& path, std::uint64_t limit = default_data_limit) {
  constexpr std::size_t end_size = 22, entry_size = 46, local_size = 30, max_comment = 65535;
  constexpr std::size_t best_ratio = 1032;  // of deflate
  const auto bytes = read_bytes(path, limit);
  const auto fail = [&](const std::string& what) { throw std::runtime_error(path + ": " + what); };
  const auto number = [&](std::size_t at, std::size_t count) { return detail::little_endian(bytes, at, count); };
  const auto end = bytes.rfind("PK\5\6");
  if (!bytes.starts_with("PK") || end == std::string::npos || bytes.size() - end < end_size ||
      bytes.size() - end > end_size + max_comment)
    fail("not a zip archive, or truncated");

  struct Entry {
    std::string name;
    std::size_t method, data, packed, size, sum;
  };
  std::vector<Entry> entries;
  double total = 0;
  auto at = number(end + 16, 4);
  for (auto left = number(end + 10, 2); left > 0; --left) {
    if (at + entry_size > end || bytes.compare(at, 4, "PK\1\2") != 0) fail("damaged list of members");
    const auto name_size = number(at + 28, 2), local = number(at + 42, 4);
    if (at + entry_size + name_size > end) fail("damaged list of members");
    const auto name = bytes.substr(at + entry_size, name_size);
    if (local + local_size > end || bytes.compare(local, 4, "PK\3\4") != 0) fail(name + ": damaged");
    const auto data = local + local_size + number(local + 26, 2) + number(local + 28, 2);
    entries.push_back({name, number(at + 10, 2), data, number(at + 20, 4), number(at + 24, 4), number(at + 16, 4)});
    const auto& entry = entries.back();
    at += entry_size + name_size + number(at + 30, 2) + number(at + 32, 2);

    if (data + entry.packed > end) fail(name + ": damaged");
    if (entry.size > entry.packed * best_ratio) fail(name + ": its size is said to be " + std::to_string(entry.size));
    if (entry.method != 0 && entry.method != Z_DEFLATED)
      fail(name + ": packed by method " + std::to_string(entry.method) + "; stored and deflated members can be read");
    total += static_cast<double>(entry.size);
  }
  check_data_limit(path, "what it holds", total, limit);

  std::map<std::string, std::string> members;
  for (const auto& entry : entries) {
    auto member = entry.method == 0 ? bytes.substr(entry.data, entry.packed)
                                    : detail::inflate_exactly(&bytes[entry.data], entry.packed, entry.size);
    if (member.size() != entry.size ||
        crc32_z(0, reinterpret_cast<const Bytef*>(member.data()), entry.size) != entry.sum)
      fail(entry.name + ": damaged");
    members[entry.name] = std::move(member);
  }
  return members;
}

}  // namespace slalom
