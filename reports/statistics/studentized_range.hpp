// Range of k independent standard normal numbers (Tukey's studentized range with infinitely many degrees of freedom).
#pragma once

#include <cstddef>

namespace slalom::statistics {

/// Probability that the range exceeds q.
double range_tail(double q, std::size_t k);

/// The q that the range exceeds with probability `tail`.
double range_quantile(double tail, std::size_t k);

}  // namespace slalom::statistics
