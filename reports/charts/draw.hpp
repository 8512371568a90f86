// Charts as files: one gnuplot process each, as many at a time as there are processors.
#pragma once

#include <filesystem>
#include <stdexcept>
#include <string>
#include <vector>

namespace slalom::charts {

struct Chart {
  std::string file;    ///< its name; the ending says what the script draws: svg, pdf, eps, png, tex or gif
  std::string script;  ///< for gnuplot; its picture goes to standard output
};

struct GnuplotMissing : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// gnuplot was ended by SIGINT or SIGTERM.
struct Interrupted : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// Draws the charts into the folder, which must exist. Returns a sentence for each one that could not be drawn.
/// Throws GnuplotMissing if there is no program `gnuplot` on the PATH, Interrupted if one was interrupted.
std::vector<std::string> draw(const std::vector<Chart>& charts, const std::filesystem::path& folder);

}  // namespace slalom::charts
