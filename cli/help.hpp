// What `slalom help` prints.
#pragma once

#include <string>

namespace slalom::cli {

/// What the program is, and all commands, a line each.
std::string overview();

}  // namespace slalom::cli
