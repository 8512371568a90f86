// A user's own page of a comparison.
#pragma once

#include "statistics/comparison.hpp"

#include <filesystem>
#include <string>

namespace slalom::writer {

/// Renders a Mustache template over what report.json has. {{name}} is escaped for HTML in templates NAME.html or
/// NAME.html.mustache, for Markdown in those with .md, and not at all in others. Throws TemplateError.
std::string render_template(const statistics::Comparison& comparison, const std::filesystem::path& file);

}  // namespace slalom::writer
