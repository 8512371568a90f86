// A comparison as Markdown with charts.
#pragma once

#include "statistics/comparison.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace slalom::report {

/// The text of report.md. Draws the charts into the folder `charts`, which exists; adds a sentence to `warnings` for
/// what could not be drawn, and the report says so too.
std::string render_markdown(const Comparison& comparison, const std::filesystem::path& charts,
                            const std::filesystem::path& templates, std::vector<std::string>& warnings);

}  // namespace slalom::report
