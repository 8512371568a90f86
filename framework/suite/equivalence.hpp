// `equivalence: 1 %`
#pragma once

#include "suite/document.hpp"

namespace slalom::suite {

/// A percentage for all metrics, or a map of such.
Equivalence read_equivalence(const Node& node, Diagnostics& diagnostics);

}  // namespace slalom::suite
