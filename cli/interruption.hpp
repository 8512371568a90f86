// Ctrl-C and `kill`: the first one asks for an orderly end, a second one ends the program at once.
#pragma once

#include <atomic>

namespace slalom::cli {

/// From now on SIGINT and SIGTERM set the flag that is returned.
const std::atomic<bool>& catch_interruption();

}  // namespace slalom::cli
