#include "process/shell.hpp"

namespace slalom::process {

std::string shell_word(const std::string& word) {
  const bool plain = word.find_first_of(" \t\n'\"\\$`*?[](){}<>|&;#~!") == std::string::npos && !word.empty();
  if (plain) return word;
  std::string text = "'";
  for (const char c : word) text += c == '\'' ? "'\\''" : std::string(1, c);
  return text + "'";
}

std::string shell_command(const std::vector<std::string>& words) {
  std::string text;
  for (const auto& word : words) text += (text.empty() ? "" : " ") + shell_word(word);
  return text;
}

}  // namespace slalom::process
