#include "loader/text.hpp"

#include <fmt/format.h>
#include <boost/locale/utf.hpp>

#include <algorithm>

namespace slalom::loader {

namespace {

constexpr std::string_view mark = "…";

}  // namespace

bool begins_character(char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }

std::optional<std::size_t> find_forbidden(std::string_view text) {
  using Utf8 = boost::locale::utf::utf_traits<char>;
  const auto allowed = [](boost::locale::utf::code_point c) {
    const bool control = c < 0x20 || (c >= 0x7F && c < 0xA0);
    return boost::locale::utf::is_valid_codepoint(c) && (!control || c == '\t' || c == '\n' || c == '\r');
  };
  for (const char* at = text.data(); at != text.data() + text.size();) {
    const char* const here = at;
    if (!allowed(Utf8::decode(at, text.data() + text.size()))) return here - text.data();
  }
  return std::nullopt;
}

std::string escaped(std::string_view text) {
  std::string out;
  while (const auto bad = find_forbidden(text)) {
    out += text.substr(0, *bad);
    text.remove_prefix(*bad);
    const auto end = std::find_if(text.begin() + 1, text.end(), begins_character);
    for (const char byte : text.substr(0, static_cast<std::size_t>(end - text.begin())))
      out += fmt::format("\\x{:02x}", static_cast<unsigned char>(byte));
    text.remove_prefix(static_cast<std::size_t>(end - text.begin()));
  }
  return out.append(text);
}

std::string clean_line(std::string_view text) {
  // Beyond what can be kept nothing is looked at, so that much text takes little time.
  const bool cut = text.size() > max_kept_text;
  auto line = escaped(text.substr(0, max_kept_text));
  std::ranges::replace_if(
      line, [](char c) { return c == '\n' || c == '\r' || c == '\t'; }, ' ');
  if (!cut && line.size() <= max_kept_text) return line;
  auto end = std::min(line.size(), max_kept_text - mark.size());
  while (end > 0 && end < line.size() && !begins_character(line[end])) --end;
  return line.substr(0, end).append(mark);
}

std::string clean_lines(std::string_view text) {
  const bool cut = text.size() > max_kept_text;
  auto lines = escaped(text.substr(cut ? text.size() - max_kept_text : 0));
  std::erase(lines, '\r');
  if (!cut && lines.size() <= max_kept_text) return lines;
  auto begin = lines.size() - std::min(lines.size(), max_kept_text - mark.size());
  while (begin < lines.size() && !begins_character(lines[begin])) ++begin;
  return std::string(mark) + lines.substr(begin);
}

}  // namespace slalom::loader
