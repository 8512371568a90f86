// Large reports with fewer points a curve, so that the page stays small.
#pragma once

#include "statistics/comparison.hpp"

namespace slalom::html {

/// Numbers that the curves of a page may have in all: most of a megabyte.
inline constexpr std::size_t max_numbers = 90'000;

/// Leaves out points of the optimizers' curves, evenly, and single seeds, until the curves of the page's `data` have no
/// more than `most` numbers, but 12 points of each at least. First and last points stay. Returns a sentence that says
/// what was left out; empty if nothing was.
std::string thin_out(Json& data, std::size_t most = max_numbers);

}  // namespace slalom::html
