// Mustache templates over JSON (kainjow's implementation).
#pragma once

#include "markdown/escape.hpp"
#include "statistics/comparison.hpp"

#include <filesystem>
#include <stdexcept>
#include <string>

namespace slalom::markdown {

/// A template that is missing or wrong; the message begins with its place: "file:line:column: ".
struct TemplateError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// Text as it is.
std::string verbatim(std::string_view text);

/// Renders a template; {{>other}} takes other.mustache beside it. {{value}} is escaped by `escape`, {{{value}}} is not.
/// Numbers have four significant digits, whole ones all; null, false and empty text leave a section out. Throws
/// TemplateError.
std::string render(const std::filesystem::path& file, const Json& view, std::string (*escape)(std::string_view));

/// The text of a file. Throws TemplateError with its name if it cannot be read.
std::string read_template(const std::filesystem::path& file);

}  // namespace slalom::markdown
