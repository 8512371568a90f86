// Tables as HTML.
#pragma once

#include "view/matrix.hpp"
#include "view/table.hpp"

#include <string>

namespace slalom::html {

/// Empty if there are no rows. The page's script adds sorting, copying and folding.
std::string escape_html(const view::Table& table);

/// The comparison names the experiments and problems of the matrix.
std::string escape_html(const view::Matrix& matrix, const statistics::Comparison& comparison);

}  // namespace slalom::html
