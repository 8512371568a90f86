// Names of a paper's files that say what they are: "e1-two-wells-loss-vs-steps".
#pragma once

#include "statistics/comparison.hpp"

#include <string>
#include <vector>

namespace slalom::latex {

/// Lower-case letters, digits and hyphens, which file systems and LaTeX leave alone: "Two wells, f_1" is
/// "two-wells-f-1".
std::string plain_name(const std::string& text);

/// The name that a problem's files begin with, by experiment and problem: different for each.
std::vector<std::vector<std::string>> problem_names(const statistics::Comparison& comparison);

/// "e1-two-wells-metric1-epochs.svg", whose prefix is "e1-two-wells", is "e1-two-wells-test-loss-vs-epochs.svg".
std::string chart_name(const std::string& file, const std::string& prefix,
                       const std::vector<statistics::Metric>& measures);

}  // namespace slalom::latex
