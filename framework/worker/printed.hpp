// What plugins print, caught by thread: where many runs share a process, each gets its own.
#pragma once

#include <string>
#include <string_view>

namespace slalom::worker {

/// From now on what goes through stdio and iostreams to standard output or error is kept for the thread that prints it,
/// between begin_printed() and take_printed(); else it goes on to the descriptor. Never undone.
void catch_printed();
void begin_printed();
std::string take_printed();

/// Appends, and drops the beginning where the text gets too long.
void append_printed(std::string& text, std::string_view more);

}  // namespace slalom::worker
