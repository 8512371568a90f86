// What text from outside may hold: of plugins, of files, and of whoever types a command.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace slalom::loader {

/// Where the first byte stands that is no UTF-8, or a control character other than tab and line ends.
std::optional<std::size_t> find_forbidden(std::string_view text);

/// Whether the byte is not a later one of a character in UTF-8.
bool begins_character(char c);

/// With \xNN for each such byte.
std::string escaped(std::string_view text);

/// Bytes of a name, a description, a reason, or what a plugin printed, as it is kept.
inline constexpr std::size_t max_kept_text = 4096;

/// As text from outside is kept and shown: escaped, on one line, and cut with a mark where it is longer than that.
std::string clean_line(std::string_view text);
/// The same in several lines, of which the last ones are kept.
std::string clean_lines(std::string_view text);

}  // namespace slalom::loader
