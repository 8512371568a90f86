// Seconds in words.
#pragma once

#include <fmt/format.h>

#include <cmath>
#include <string>

namespace slalom::cli {

/// "0.4 s", "35 s", "4 min 10 s", "2 h 5 min"; 0.1 s at least.
inline std::string in_words(double seconds) {
  if (seconds < 9.95) return fmt::format("{:.1f} s", std::fmax(seconds, 0.1));
  const auto whole = std::llround(seconds);
  if (whole < 60) return fmt::format("{} s", whole);
  if (whole < 3600) return fmt::format("{} min {} s", whole / 60, whole % 60);
  return fmt::format("{} h {} min", whole / 3600, whole / 60 % 60);
}

}  // namespace slalom::cli
