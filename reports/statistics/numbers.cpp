#include "statistics/numbers.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace slalom::statistics {

namespace {

/// Length of the UTF-8 sequence at the text's start, 0 if it is not valid (Unicode 15, table 3-7).
std::size_t sequence(std::string_view text) {
  const auto byte = [&](std::size_t i) { return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U; };
  const auto follows = [&](std::size_t i) { return (byte(i) & 0xC0U) == 0x80U; };
  const auto first = byte(0), second = byte(1);
  if (first < 0x80) return 1;
  if (first >= 0xC2 && first <= 0xDF) return follows(1) ? 2 : 0;
  if (first >= 0xE0 && first <= 0xEF) {
    if ((first == 0xE0 && second < 0xA0) || (first == 0xED && second > 0x9F)) return 0;
    return follows(1) && follows(2) ? 3 : 0;
  }
  if (first >= 0xF0 && first <= 0xF4) {
    if ((first == 0xF0 && second < 0x90) || (first == 0xF4 && second > 0x8F)) return 0;
    return follows(1) && follows(2) && follows(3) ? 4 : 0;
  }
  return 0;
}

bool is_control(std::string_view character) {
  const auto first = static_cast<unsigned char>(character[0]);
  if (character.size() == 1) return first < 0x20 || first == 0x7F;
  const auto second = static_cast<unsigned char>(character[1]);
  if (character.size() == 2) return first == 0xC2 && second < 0xA0;  // C1 controls
  // Line and paragraph separators, marks and overrides of the writing direction, and what XML does not allow.
  return character == "\u2028" || character == "\u2029" || (character >= "\u202A" && character <= "\u202E") ||
         (character >= "\u2066" && character <= "\u2069") || character == "\uFFFE" || character == "\uFFFF";
}

std::string clean(std::string_view text, std::size_t longest, bool keep_lines) {
  std::string result;
  while (!text.empty()) {
    const auto length = sequence(text);
    const auto character = text.substr(0, length == 0 ? 1 : length);
    text.remove_prefix(character.size());
    if (result.size() + character.size() > longest) return result + "…";
    if (length == 0)
      result += "\uFFFD";
    else if (keep_lines && (character == "\n" || character == "\t"))
      result += character;
    else
      result += is_control(character) ? std::string_view(" ") : character;
  }
  return result;
}

std::string unbounded(double value) { return std::isnan(value) ? "–" : value > 0 ? "∞" : "-∞"; }

bool whole(double value) { return value == std::round(value); }

/// fmt pads exponents to two digits.
std::string short_exponent(const std::string& text) {
  const auto e = text.find('e');
  if (e == std::string::npos) return text;
  const auto first = std::min(text.find_first_not_of('0', e + 2), text.size() - 1);
  return text.substr(0, e + 1) + (text[e + 1] == '-' ? "-" : "") + text.substr(first);
}

}  // namespace

std::string short_number(double value, int digits) {
  if (!std::isfinite(value)) return unbounded(value);
  if (whole(value) && std::abs(value) < 1e7) return fmt::format("{:.0f}", value == 0 ? 0.0 : value);
  return short_exponent(fmt::format("{:.{}g}", value, digits));
}

Notation notation_for(const std::vector<double>& column) {
  const auto extreme = [](double v) { return std::isfinite(v) && v > 0 && (v < 1e-3 || v >= 1e6); };
  if (std::ranges::any_of(column, extreme)) return Notation::powers;
  const auto odd = [](double v) { return std::isfinite(v) && !whole(v); };
  return std::ranges::any_of(column, odd) ? Notation::plain : Notation::whole;
}

std::string in_notation(double value, Notation notation, int digits) {
  if (!std::isfinite(value)) return unbounded(value);
  if (value == 0) return "0";
  if (notation == Notation::powers) return short_exponent(fmt::format("{:.{}e}", value, digits - 1));
  if (notation == Notation::whole) return fmt::format("{:.0f}", value);
  const int before = static_cast<int>(std::floor(std::log10(std::abs(value)))) + 1;
  return fmt::format("{:.{}f}", value, std::max(0, digits - before));
}

std::string counted(std::size_t count, std::string_view singular) {
  return fmt::format("{} {}{}", count, singular, count == 1 ? "" : "s");
}

std::string clean_text(std::string_view text, std::size_t longest) { return clean(text, longest, false); }
std::string clean_lines(std::string_view text, std::size_t longest) { return clean(text, longest, true); }

}  // namespace slalom::statistics
