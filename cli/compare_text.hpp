// What a comparison of two results found, as text, Markdown or JUnit's XML.
#pragma once

#include "statistics/regression.hpp"

#include <string>

namespace slalom::cli {

std::string text_of(const statistics::Regression& regression, const statistics::RegressionOptions& options);

/// For a comment or a job's summary: what is not the same first, the rest folded.
std::string markdown_of(const statistics::Regression& regression, const statistics::RegressionOptions& options);

/// A test case for each row: worse is a failure, undecided an error, as neither must pass unseen.
std::string junit_of(const statistics::Regression& regression, const statistics::RegressionOptions& options);

}  // namespace slalom::cli
