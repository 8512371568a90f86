// Tables as HTML.
#pragma once

#include "view/matrix.hpp"
#include "view/table.hpp"

#include <string>

namespace slalom::report {

/// Empty if there are no rows. The page's script adds sorting, copying and folding.
std::string escape_html(const Table& table);

/// The comparison names the experiments and problems of the matrix.
std::string escape_html(const Matrix& matrix, const Comparison& comparison);

}  // namespace slalom::report
