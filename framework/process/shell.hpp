// Words as a shell takes them.
#pragma once

#include <string>
#include <vector>

namespace slalom::process {

/// The word, in quotes if a shell would read anything else than it.
std::string shell_word(const std::string& word);
/// A command that a shell splits into exactly these words.
std::string shell_command(const std::vector<std::string>& words);

}  // namespace slalom::process
