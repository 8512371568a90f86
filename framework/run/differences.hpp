// Whether two runs gave the same bits.
#pragma once

#include "run/record.hpp"

#include <string>
#include <vector>

namespace slalom::run {

/// What differs between two records of one run, in a sentence each, the first place of each kind; nothing if every bit
/// is the same. Times, memory and what plugins printed do not count.
std::vector<std::string> differences(const RunRecord& before, const RunRecord& now);

}  // namespace slalom::run
