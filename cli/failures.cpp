#include "failures.hpp"

#include <fmt/format.h>

#include <iostream>

namespace slalom::cli {

void Failures::print() const {
  constexpr std::size_t most_lines = 5;
  std::size_t lines = 0;
  for (const auto& [what, count] : count_) {
    if (++lines > most_lines) {
      std::cerr << fmt::format("slalom: … and {} more, all in the report\n", count_.size() - most_lines);
      return;
    }
    const auto& [status, optimizer, problem, reason] = what;
    std::cerr << fmt::format("slalom: {}: {} on {}, {} run{}: {}\n", status, optimizer, problem, count,
                             count == 1 ? "" : "s", reason);
  }
}

}  // namespace slalom::cli
