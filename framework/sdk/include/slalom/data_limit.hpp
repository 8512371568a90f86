// How large data sets may be, and what their files must be.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <stdexcept>
#include <string>

namespace [[gnu::visibility("hidden")]] slalom {

/// Bytes, where the host says nothing else. The option is `--data-limit`.
inline constexpr std::uint64_t default_data_limit = std::uint64_t{2} << 30U;

namespace detail {

/// "1.6 GB"
inline std::string size_text(double bytes) {
  constexpr const char* units[] = {"bytes", "kB", "MB", "GB", "TB"};
  std::size_t unit = 0;
  for (; unit < 4 && bytes >= 1024; ++unit) bytes /= 1024;
  char text[32];
  std::snprintf(text, sizeof text, bytes < 100 && unit > 0 ? "%.1f %s" : "%.0f %s", bytes, units[unit]);
  return text;
}

/// What the option would have to be, in whole GB: "3G".
inline std::string sufficient_limit(double bytes) {
  char text[32];
  std::snprintf(text, sizeof text, "%.0fG", std::max(1.0, std::ceil(bytes / (1U << 30U))));
  return text;
}

}  // namespace detail

/// Throws std::runtime_error if so many bytes are more than a data set may take; `what` would take them.
inline void check_data_limit(const std::string& path, const std::string& what, double bytes, std::uint64_t limit) {
  if (bytes <= static_cast<double>(limit)) return;
  throw std::runtime_error(path + ": " + what + " would take " + detail::size_text(bytes) +
                           ", and a data set may take " + detail::size_text(static_cast<double>(limit)) +
                           ": use a smaller one, or --data-limit " + detail::sufficient_limit(bytes));
}

/// The size of a file that can be read. Throws std::runtime_error if it is not a regular file, or is too large.
inline std::uintmax_t size_of_data(const std::string& path, std::uint64_t limit) {
  namespace fs = std::filesystem;
  std::error_code error;
  const auto type = fs::status(path, error).type();
  if (type == fs::file_type::not_found || type == fs::file_type::none)
    throw std::runtime_error(path + ": there is no such file, or it cannot be read");
  if (type != fs::file_type::regular) {
    const char* const is = type == fs::file_type::directory ? "a folder"
                           : type == fs::file_type::fifo    ? "a pipe"
                           : type == fs::file_type::socket  ? "a socket"
                                                            : "a device";
    throw std::runtime_error(path + ": it is " + is + "; expected a regular file");
  }
  const auto size = fs::file_size(path, error);
  if (error) throw std::runtime_error(path + ": " + error.message());
  check_data_limit(path, "the file", static_cast<double>(size), limit);
  return size;
}

}  // namespace slalom
