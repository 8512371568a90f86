#include "markdown/escape.hpp"

#include <algorithm>
#include <cctype>

namespace slalom::markdown {

namespace {

bool alphanumeric(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || (c & '\x80') != 0; }

/// "1. ", "12) ", "- " and "+ " at the start would begin a list; a row of "-" or "=" would be a rule or make a heading.
std::size_t list_marker(std::string_view text) {
  const auto ends_at = [&](std::size_t i) {
    return i >= text.size() || std::isspace(static_cast<unsigned char>(text[i]));
  };
  std::size_t i = 0;
  while (i < text.size() && std::isdigit(static_cast<unsigned char>(text[i])) != 0) ++i;
  if (i > 0 && i < text.size() && (text[i] == '.' || text[i] == ')') && ends_at(i + 1)) return i;
  const bool sign = !text.empty() && (text[0] == '-' || text[0] == '+' || text[0] == '=');
  return sign && (ends_at(1) || text[1] == text[0]) ? 0 : std::string_view::npos;
}

std::size_t longest_run(std::string_view text, char of) {
  std::size_t longest = 0, run = 0;
  for (char c : text) {
    run = c == of ? run + 1 : 0;
    longest = std::max(longest, run);
  }
  return longest;
}

}  // namespace

std::string escape_markdown(std::string_view text) {
  constexpr std::string_view marks = "\\`*[]|~$";
  const auto marker = list_marker(text);
  std::string result;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    // Inside a word an underscore is no markup.
    const bool in_word = i > 0 && i + 1 < text.size() && alphanumeric(text[i - 1]) && alphanumeric(text[i + 1]);
    if (i == marker || marks.find(c) != std::string_view::npos || (c == '_' && !in_word))
      result += '\\', result += c;
    else if (c == '<')
      result += "&lt;";
    else if (c == '>')
      result += "&gt;";
    else if (c == '&')
      result += "&amp;";
    else if (c == '#')
      result += "&#35;";  // not a reference to an issue
    else if (c == '@')
      result += "&#64;";  // not a mention
    else if (c == '\n' || c == '\r')
      result += ' ';
    else
      result += c;
  }
  return result;
}

std::string code_block(std::string_view text, std::string_view language) {
  const std::string fence(std::max<std::size_t>(3, longest_run(text, '`') + 1), '`');
  std::string block = fence + std::string(language) + "\n" + std::string(text);
  if (!text.empty() && text.back() != '\n') block += '\n';
  return block + fence + "\n";
}

std::string code_span(std::string_view text) {
  if (text.empty()) return "";
  const std::string ticks(longest_run(text, '`') + 1, '`');
  std::string inner;
  for (char c : text) {
    if (c == '|') inner += '\\';  // table cells are split before code spans are seen
    inner += c == '\n' ? ' ' : c;
  }
  const bool touches = inner.front() == '`' || inner.back() == '`';
  return ticks + (touches ? " " + inner + " " : inner) + ticks;
}

}  // namespace slalom::markdown
