// How the process of a check says what it finds and what it does: a line each.
#pragma once

#include <fmt/format.h>

#include <string>
#include <string_view>

namespace slalom::check {

/// `unusable REASON`, or `entry KIND NAME` for what the file offers; `begin` before each check and `ok`,
/// `warning REASON` or `fail REASON` after it; `doing WHAT` before each call of a plugin that may not come back;
/// `fault MEANING` where the process is about to die of an access to guarded memory.
inline constexpr int findings_descriptor = 3;

/// Writes one line, at once. Readers notice if it fails.
void say(std::string line);
void write_line(std::string_view line);  ///< that ends with \n

/// Says what is about to happen: "step 3, dimension 512". It is reported if that crashes or does not end. Allocates
/// nothing, unless it is long: allocations of plugins are counted.
template <class... T>
void doing(fmt::format_string<T...> format, T&&... values) {
  fmt::memory_buffer line;
  fmt::format_to(std::back_inserter(line), "doing ");
  fmt::format_to(std::back_inserter(line), format, std::forward<T>(values)...);
  line.push_back('\n');
  write_line({line.data(), line.size()});
}

/// From now on, a crash by an access to a guarded page says what that access means.
void explain_faults();

}  // namespace slalom::check
