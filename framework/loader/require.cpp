#include "loader/require.hpp"

#include "loader/text.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace slalom::loader {

void require(bool right, const std::string& what) {
  if (!right) throw Unsound(what);
}

void require_readable(const void* address, std::size_t bytes, const std::string& what) {
  require(address != nullptr, what + " is a null pointer");
  require(readable(address, bytes), what + " points to where there is no memory");
}

void require_line(const char* text, const std::string& what) {
  require_readable(text, 1, what);
  const auto length = text_length(text, max_text);
  require(length.has_value(), fmt::format("{} does not end within {} bytes", what, max_text));
  const std::string_view line(text, *length);
  require(!find_forbidden(line) && line.find_first_of("\r\n\t") == std::string_view::npos,
          what + " is not one line of UTF-8 text");
}

void require_name(const char* name, const std::string& what) {
  require(name != nullptr, what + " has no name");
  const auto length = text_length(name, max_name);
  const auto fine = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; };
  require(length && *length > 0 && std::all_of(name, name + *length, fine),
          fmt::format("the name of {} must be 1 to {} lower-case letters, digits and underscores", what, max_name));
}

}  // namespace slalom::loader
