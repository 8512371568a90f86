// Numbers and names as people read them.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace slalom::report {

/// A few significant digits: "0.05318", "1.5e-7", "2000"; "∞" and, for NaN, "–".
std::string short_number(double value, int digits = 4);

/// "1 run", "2 runs"
std::string counted(std::size_t count, std::string_view singular);

/// Valid UTF-8 without control characters (a space instead), at most `longest` bytes and then "…". What comes from
/// suites and plugins passes through here once, before any renderer escapes it for its own language.
std::string clean_text(std::string_view text, std::size_t longest = 200);

/// The same, but keeps line breaks and tabs.
std::string clean_lines(std::string_view text, std::size_t longest);

}  // namespace slalom::report
