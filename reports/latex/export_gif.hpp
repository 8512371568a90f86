// Races over the contour lines of losses, as animations for slides.
#pragma once

#include "statistics/comparison.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace slalom::latex {

/// Writes to folder `out` an animated GIF for each problem that has contours and trajectories, and with ffmpeg on the
/// PATH also an MP4. Returns sentences: what could not be made, and why. Throws as export_pgf.
std::vector<std::string> export_gif(const statistics::Comparison& comparison, const std::filesystem::path& out);

}  // namespace slalom::latex
