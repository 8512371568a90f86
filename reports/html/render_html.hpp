// A comparison as one page that needs nothing else: no network, no other file.
#pragma once

#include "statistics/comparison.hpp"

#include <filesystem>
#include <string>

namespace slalom::html {

/// The text of report.html. `charts` holds the pictures that Markdown shows: some are put into the page, for readers
/// without JavaScript. Throws std::runtime_error if a template cannot be read.
std::string render_html(const statistics::Comparison& comparison, const std::filesystem::path& charts,
                        const std::filesystem::path& templates);

/// The same of results that are still being written: it says when it was made, and loads itself again.
std::string render_live_html(const statistics::Comparison& comparison, const std::filesystem::path& templates,
                             const std::string& time);

}  // namespace slalom::html
