// What is printed while runs are executed.
#pragma once

#include "run/execution.hpp"

namespace slalom::cli {

/// On standard error: warnings, and how much was printed outside of all runs.
run::RunEvents notices();

/// And, unless `quiet`, the progress; at the end the first reasons for failures.
run::RunEvents run_events(bool quiet);

}  // namespace slalom::cli
