#include "writer/render_template.hpp"

#include "html/escape.hpp"
#include "markdown/mustache.hpp"

namespace slalom::writer {

std::string render_template(const statistics::Comparison& comparison, const std::filesystem::path& file) {
  const auto type = (file.extension() == ".mustache" ? file.stem() : file).extension();
  const auto escape = type == ".html" ? html::escape_html
                      : type == ".md" ? markdown::escape_markdown
                                      : markdown::verbatim;
  return markdown::render(file, statistics::to_json(comparison), escape);
}

}  // namespace slalom::writer
