// What is known of an open problem, as values.
#pragma once

#include "loader/problem.hpp"
#include "run/record.hpp"

namespace slalom::run {

/// Functions of two variables with a plot window also get their landscape, a grid of values over the window.
ProblemInfo info_of(loader::Workspace& workspace);

}  // namespace slalom::run
