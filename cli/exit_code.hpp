// What the program's exit codes mean.
#pragma once

#include <stdexcept>

namespace slalom::cli {

enum ExitCode : int {
  all_right = 0,
  differs = 1,        ///< a repeated run gave other bits, compare found something worse, or a check failed
  wrong_request = 2,  ///< usage, suite, or a plugin that is not there
  some_failed = 3,    ///< done, but some runs failed
  no_access = 4,      ///< results could not be read or written, or are damaged
  broken = 5,         ///< another error of the system, or a bug in slalom
  undecided = 6,      ///< compare could not decide whether something is worse
  interrupted = 130   ///< as a shell reports it; finished runs are kept
};

/// The user asked for something that cannot be done as asked; the message says what would be right.
struct WrongRequest : std::runtime_error {
  using std::runtime_error::runtime_error;
};

}  // namespace slalom::cli
