#include "html/escape.hpp"

namespace slalom::html {

namespace {

std::string replaced(std::string_view text, std::string_view (*replacement)(char)) {
  std::string result;
  for (const char& c : text) {
    const auto other = replacement(c);
    result += other.empty() ? std::string_view(&c, 1) : other;
  }
  return result;
}

}  // namespace

std::string escape_html(std::string_view text) {
  return replaced(text, [](char c) -> std::string_view {
    switch (c) {
      case '<':
        return "&lt;";
      case '>':
        return "&gt;";
      case '&':
        return "&amp;";
      case '"':
        return "&quot;";
      case '\'':
        return "&#39;";
      default:
        return "";
    }
  });
}

std::string script_json(const Json& json) {
  // '<' occurs in strings only, where its escape means the same.
  return replaced(json.dump(-1, ' ', false, Json::error_handler_t::replace),
                  [](char c) -> std::string_view { return c == '<' ? "\\u003c" : ""; });
}

}  // namespace slalom::html
