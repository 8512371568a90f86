// Numbers and names as people read them.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace slalom::statistics {

/// A few significant digits: "0.05318", "1.5e-7", "2000"; "∞" and, for NaN, "–".
std::string short_number(double value, int digits = 4);

/// How the numbers of one column are written: all as whole ones, all plainly, or all as powers of ten.
enum class Notation { whole, plain, powers };

/// Powers where a positive and finite number is below 0.001, or a million or more; else whole if all are.
Notation notation_for(const std::vector<double>& column);

/// "1234"; or a few significant digits: plainly, with all those before the point, "1234", "4.00", "0.0532"; as powers
/// "1.23e3", "5.32e-2".
std::string in_notation(double value, Notation notation, int digits = 3);

/// "1 run", "2 runs"
std::string counted(std::size_t count, std::string_view singular);

/// Valid UTF-8 without control characters (a space instead), at most `longest` bytes and then "…". What comes from
/// suites and plugins passes through here once, before any renderer escapes it for its own language.
std::string clean_text(std::string_view text, std::size_t longest = 200);

/// The same, but keeps line breaks and tabs.
std::string clean_lines(std::string_view text, std::size_t longest);

}  // namespace slalom::statistics
