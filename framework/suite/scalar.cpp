#include "suite/scalar.hpp"

#include <boost/locale/utf.hpp>
#include <charconv>

namespace slalom::host {

namespace {

template <class Number>
std::optional<Number> parse(std::string_view word) {
  Number number{};
  const auto* const end = word.data() + word.size();
  const auto [stopped, error] = std::from_chars(word.data(), end, number);
  return error == std::errc() && stopped == end ? std::optional(number) : std::nullopt;
}

}  // namespace

Json resolve(const std::string& word) {
  if (word.empty() || word == "~" || word == "null" || word == "Null" || word == "NULL") return nullptr;
  if (word == "true" || word == "True" || word == "TRUE") return true;
  if (word == "false" || word == "False" || word == "FALSE") return false;
  const bool is_signed = word.front() == '-' || word.front() == '+';
  const char first = word[is_signed ? 1 : 0];  // a string ends with NUL
  if ((first >= '0' && first <= '9') || first == '.') {
    const auto number = std::string_view(word).substr(word.front() == '+' ? 1 : 0);
    if (const auto whole = parse<std::int64_t>(number)) return *whole;
    if (const auto real = parse<double>(number)) return *real;
  }
  return word;
}

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
