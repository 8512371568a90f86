// Manual pages (troff), made from the same texts as --help.
#pragma once

#include "command_line.hpp"

#include <string>

namespace slalom::cli {

/// slalom(1)
std::string man_page();
/// slalom-COMMAND(1)
std::string man_page(const Command& command);

}  // namespace slalom::cli
