// How runs ended, counted.
#pragma once

#include "statistics/source.hpp"

namespace slalom::report {

Tally tally(const CaseRuns& runs);

Tally& operator+=(Tally& sum, const Tally& more);

}  // namespace slalom::report
