// The time of stored runs, measured again: both sides in turns, so that a busy machine slows both.
#pragma once

#include "command_line.hpp"
#include "statistics/regression.hpp"
#include "store/store.hpp"

namespace slalom::cli {

/// One of the two results that are compared.
struct StoredResults {
  const store::Store& store;
  std::string folder;
};

/// Measures a case `count` times on both sides, in the order A B B A A B …, each time with the runs of all seeds that
/// both have, and with further seeds where those take too short a time. The stores must outlive the function.
/// Throws WrongRequest where plugins or data are not what the results were made with.
statistics::RepeatTimes repeat_times(const Given& given, const StoredResults& a, const StoredResults& b,
                                     std::uint64_t count);

}  // namespace slalom::cli
