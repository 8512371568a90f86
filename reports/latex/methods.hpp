// How the runs were made and compared: a paragraph for a paper.
#pragma once

#include "latex/reference.hpp"
#include "statistics/comparison.hpp"

namespace slalom::latex {

/// Plain sentences, in which sources stand in brackets.
std::string methods_text(const statistics::Comparison& comparison, const std::vector<Reference>& references);

/// The same as LaTeX, with \cite.
std::string methods_latex(const statistics::Comparison& comparison, const std::vector<Reference>& references);

/// "0.2.0"; of several suites those that differ; "unknown" if none says.
std::string version_of(const statistics::Comparison& comparison);

}  // namespace slalom::latex
