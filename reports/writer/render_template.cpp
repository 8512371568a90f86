#include "writer/render_template.hpp"

#include "html/escape.hpp"
#include "markdown/mustache.hpp"

namespace slalom::report {

std::string render_template(const Comparison& comparison, const std::filesystem::path& file) {
  const auto type = (file.extension() == ".mustache" ? file.stem() : file).extension();
  const auto escape = type == ".html" ? escape_html : type == ".md" ? escape_markdown : verbatim;
  return render(file, to_json(comparison), escape);
}

}  // namespace slalom::report
