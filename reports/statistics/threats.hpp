// Threats to validity: what may make a comparison wrong or hard to generalize.
#pragma once

#include "statistics/source.hpp"

namespace slalom::statistics {

/// Sentences on what applies to this comparison, of which these reported cases have results; its experiments are
/// complete.
std::vector<std::string> threats(const Comparison& comparison, const std::vector<const suite::Case*>& cases);

}  // namespace slalom::statistics
