// Which of many rows of paired differences lie above 0?
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace slalom::statistics {

/// Differences by seed; infinite ones count as the largest.
struct PairedRow {
  std::vector<std::uint64_t> seeds;
  std::vector<double> values;
};

/// One-sided p-values of "this row's differences are centered above 0", corrected for the number of rows. If they are
/// not, the sign of all differences of a seed is as likely to be the other: the largest t statistic of all rows is
/// compared with what it is under all patterns of signs (step-down maxT, Westfall and Young 1993), or under 4095 random
/// ones where there are more than 12 seeds. Because rows share the signs, p can be as low as 1 / 2^seeds for any number
/// of rows. Differences beyond three times the median size of their row count as that much, so that one seed does not
/// decide.
std::vector<double> sign_flip_test(std::span<const PairedRow> rows);

/// The least number of seeds with which any p can be below `alpha`.
std::size_t least_seeds_one_sided(double alpha);

}  // namespace slalom::statistics
