#include "process/shell.hpp"

#include <sys/wait.h>

#include <array>
#include <cstdio>
#include <stdexcept>

namespace slalom::host {

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

CommandOutput output_of(const std::vector<std::string>& words) {
  auto* const pipe = popen((shell_command(words) + " 2>&1").c_str(), "re");
  if (pipe == nullptr) throw std::runtime_error("cannot start " + words.front());
  CommandOutput output;
  std::array<char, 4096> part{};
  while (const auto size = std::fread(part.data(), 1, part.size(), pipe)) output.text.append(part.data(), size);
  const int status = pclose(pipe);
  output.code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  return output;
}

}  // namespace slalom::host
