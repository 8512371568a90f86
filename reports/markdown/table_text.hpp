// Tables as Markdown.
#pragma once

#include "view/table.hpp"

#include <string>

namespace slalom::markdown {

/// With a line break at its end; empty if there are no rows. Long tables show their first rows, and fold the rest.
std::string escape_markdown(const view::Table& table);

}  // namespace slalom::markdown
