// Fractions and percentages as options' values.
#pragma once

#include "command_line.hpp"

namespace slalom::cli {

/// Of an option such as "1%" or "0.01"; below `limit`. Throws WrongRequest.
double fraction(const Given& given, const char* option, double limit);

/// --alpha
void add_level(po::options_description& options);
double level_of(const Given& given);

}  // namespace slalom::cli
