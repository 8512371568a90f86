// Variance of the mini-batch gradient, measured beside the theory's.
#pragma once

#include "statistics/source.hpp"

#include <vector>

namespace slalom::statistics {

/// One row a batch, by falling variance in theory; empty if none was recorded. Optimizers with the same batch measure
/// the same, so the first one stands for all.
std::vector<VarianceRow> variance_rows(const std::vector<CaseRuns>& cases);

}  // namespace slalom::statistics
