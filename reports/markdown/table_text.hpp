// Tables as Markdown.
#pragma once

#include "view/table.hpp"

#include <string>

namespace slalom::report {

/// With a line break at its end; empty if there are no rows. Long tables show their first rows, and fold the rest.
std::string escape_markdown(const Table& table);

}  // namespace slalom::report
