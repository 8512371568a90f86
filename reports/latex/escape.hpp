// Text from suites and plugins, as LaTeX that shows it and does nothing else.
#pragma once

#include <string>
#include <string_view>

namespace slalom::latex {

/// For running text, table cells and fields of BibTeX: no command, comment, ligature or optional argument remains in
/// it, and braces are in pairs. Characters that pdfLaTeX has no letter for are shown by their number, "[U+4E2D]".
/// `text` is valid UTF-8.
std::string latex(std::string_view text);

}  // namespace slalom::latex
