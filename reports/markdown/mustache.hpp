// Mustache templates over JSON (kainjow's implementation).
#pragma once

#include "statistics/comparison.hpp"

#include <filesystem>
#include <string>

namespace slalom::report {

/// Renders folder/NAME.mustache; {{>other}} takes folder/other.mustache. {{value}} is escaped for Markdown, {{{value}}}
/// is not. Throws std::runtime_error with the file's name if a template is missing or wrong.
std::string render(const std::filesystem::path& folder, const std::string& name, const Json& view);

}  // namespace slalom::report
