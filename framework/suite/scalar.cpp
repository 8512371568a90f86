#include "suite/scalar.hpp"

#include <charconv>

namespace slalom::suite {

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

}  // namespace slalom::suite
