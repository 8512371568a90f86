// A race over the contour lines of a loss, as an animation.
#pragma once

#include "statistics/comparison.hpp"

#include <string>

namespace slalom::charts {

inline constexpr std::size_t race_frames = 80;

/// gnuplot script of an animated GIF for a problem that has contours (charts/contour_chart.hpp): each frame shows the
/// trajectories until a step, their heads, and the step. Frames are recorded steps, evenly thinned to race_frames.
std::string race_script(const statistics::ProblemComparison& problem);

}  // namespace slalom::charts
