// Trajectories through more than two dimensions, seen on a plane.
#pragma once

#include "statistics/source.hpp"

namespace slalom::statistics {

/// Fills the trajectories of `optimizers` (as runs.cases) with what is seen on the plane through the common start, the
/// end of the best one, and the end that lies farthest from the line through these. Without recorded trajectories, or
/// where all ends lie on that line, nothing is filled and the plane is empty.
Plane project(const ProblemRuns& runs, std::vector<OptimizerResult>& optimizers);

/// Where and when a run was, without coordinates.
Trajectory timed(const run::RunRecord& run);

}  // namespace slalom::statistics
