// Memory that a plugin points to, looked at without trust.
#pragma once

#include <cstddef>
#include <optional>

namespace slalom::loader {

/// False where reading these bytes would end the process. (True as well where the system does not tell.)
bool readable(const void* address, std::size_t bytes);

/// The bytes before the NUL; nothing if there are more than `most` or they cannot be read.
std::optional<std::size_t> text_length(const char* text, std::size_t most);

}  // namespace slalom::loader
