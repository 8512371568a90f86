// What the user's terminal may be sent.
#pragma once

#include <cstdlib>
#include <string_view>

namespace slalom::cli {

/// False where TERM is "dumb" or not set, or NO_COLOR is set to anything (no-color.org).
inline bool may_use_escape_codes() {
  const char *const term = std::getenv("TERM"), *const no_color = std::getenv("NO_COLOR");
  const bool plain = no_color != nullptr && *no_color != '\0';
  return term != nullptr && *term != '\0' && std::string_view(term) != "dumb" && !plain;
}

}  // namespace slalom::cli
