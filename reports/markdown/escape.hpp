// Text from suites and plugins, as Markdown that shows it and does nothing else.
#pragma once

#include <string>
#include <string_view>

namespace slalom::markdown {

/// For running text, headings and table cells: no markup, HTML, mention, reference or table border remains in it.
std::string escape_markdown(std::string_view text);

/// A fenced code block, whatever backticks are in the text.
std::string code_block(std::string_view text, std::string_view language = "");

/// A code span for one line, also inside of table cells.
std::string code_span(std::string_view text);

}  // namespace slalom::markdown
