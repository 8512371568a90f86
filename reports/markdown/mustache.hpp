// Mustache templates over JSON (kainjow's implementation).
#pragma once

#include "markdown/escape.hpp"
#include "statistics/comparison.hpp"

#include <filesystem>
#include <string>

namespace slalom::report {

/// Renders folder/NAME.mustache; {{>other}} takes folder/other.mustache. {{value}} is escaped for Markdown, {{{value}}}
/// is not, or by another function. Throws std::runtime_error with the file's name if a template is missing or wrong.
std::string render(const std::filesystem::path& folder, const std::string& name, const Json& view,
                   std::string (*escape)(std::string_view) = markdown);

/// The text of a file. Throws std::runtime_error with its name if it cannot be read.
std::string read_template(const std::filesystem::path& file);

}  // namespace slalom::report
