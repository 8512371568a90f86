#include "loader/text.hpp"

#include <boost/locale/utf.hpp>

namespace slalom::host {

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

}  // namespace slalom::host
