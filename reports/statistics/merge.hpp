// Several results of one suite as if they had been run together.
#pragma once

#include "statistics/source.hpp"

#include <stdexcept>
#include <string>
#include <vector>

namespace slalom::statistics {

/// Results that cannot stand in one table; the message says which and why, a line each.
struct NotComparable : std::runtime_error {
  using std::runtime_error::runtime_error;
};

struct Merged {
  Source source;                   ///< with one plan a suite; must not outlive what it was made of
  std::vector<std::string> notes;  ///< sentences: what is shown apart, and why
};

/// Puts the plans of each suite together. Experiments of the same name are one, and in them problems of the same label,
/// where they are the same problem with the same data, budget, goal and targets; else NotComparable is thrown. A run
/// that several sources have counts once. Optimizers of one label that differ are shown apart, with the names of their
/// sources.
Merged merge(const std::vector<Source>& sources);

}  // namespace slalom::statistics
