// A report as parts of a paper: tables, a paragraph on methods, sources, charts.
#pragma once

#include "charts/print.hpp"
#include "latex/reference.hpp"
#include "statistics/comparison.hpp"

#include <filesystem>
#include <optional>

namespace slalom::latex {

/// Writes into the folder `out`, in place of an earlier export there: a .tex file for each table, methods.tex and
/// methods.txt, references.bib, paper.tex that has all of them, and the charts if they are asked for. Returns notes:
/// charts that could not be drawn. Throws store::StoreError if a file cannot be written or the folder holds anything
/// else, GnuplotMissing if charts are asked for and cannot be drawn.
std::vector<std::string> export_latex(const statistics::Comparison& comparison,
                                      const std::vector<Reference>& references,
                                      const std::optional<charts::Print>& charts, const std::filesystem::path& out);

}  // namespace slalom::latex
