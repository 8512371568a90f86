// All charts as TikZ, by gnuplot's own terminal.
#pragma once

#include "charts/print.hpp"
#include "statistics/comparison.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace slalom::latex {

/// Writes to folder `out` a file for each chart, to be \input in a document that uses the package gnuplot-lua-tikz
/// (part of gnuplot), and charts.tex, which shows all. Texts are set by LaTeX in the font of the document. Returns a
/// sentence for each chart that could not be drawn. Throws GnuplotMissing, and store::StoreError if a file cannot be
/// written or the folder holds anything else.
std::vector<std::string> export_pgf(const statistics::Comparison& comparison, charts::Print print,
                                    const std::filesystem::path& out);

}  // namespace slalom::latex
