#include "html/render_html.hpp"

#include "html/escape.hpp"
#include "html/page_data.hpp"
#include "html/table_html.hpp"
#include "html/thinning.hpp"
#include "markdown/mustache.hpp"
#include "view/matrix.hpp"
#include "view/view.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace slalom::html {

namespace {

namespace fs = std::filesystem;

/// Pictures for who has no JavaScript, as long as they do not make the page large.
class Pictures {
 public:
  explicit Pictures(fs::path charts) : charts_(std::move(charts)) {}

  std::string operator()(const std::string& name) {
    const auto file = charts_ / (name + ".svg");
    if (!fs::exists(file)) return "";
    const auto text = markdown::read_template(file);
    const auto begin = text.find("<svg");  // without the prolog, which only files have
    if (begin == std::string::npos || text.size() > std::min(room_, largest)) return "";
    room_ -= text.size();
    return text.substr(begin);
  }

 private:
  fs::path charts_;
  static constexpr std::size_t largest = 60'000;  // bytes
  std::size_t room_ = 400'000;
};

std::string code_span_html(std::string_view text) {
  return text.empty() ? "" : "<code>" + escape_html(text) + "</code>";
}
std::string code_block_html(std::string_view text, std::string_view /*language*/) {
  return "<pre>" + escape_html(text) + "</pre>";
}

/// What the page has besides what report.md has: heat maps, and pictures for who has no JavaScript.
void add_to(Json& filled, const statistics::Comparison& comparison, Pictures& picture) {
  for (std::size_t e = 0; e < comparison.experiments.size(); ++e) {
    auto& experiment = filled["experiments"][e];
    for (std::size_t i = 0; i < comparison.experiments[e].problems.size(); ++i)
      experiment["problems"][i]["picture"] = picture(fmt::format("{}-{}-loss-steps", e + 1, i + 1));
  }
  // A small matrix stands with its experiment; large ones, and those of several experiments, stand above all.
  filled["matrix_key"] = view::matrix_key(comparison.alpha);
  filled["matrices"] = Json::array();
  for (const auto& m : view::matrices(comparison)) {
    if (m.columns.empty()) continue;
    const auto& first = m.columns.front();
    if (m.columns.size() <= view::narrow && first.experiment == m.columns.back().experiment)
      filled["experiments"][first.experiment]["matrix"] = escape_html(m, comparison);
    else
      filled["matrices"].push_back(escape_html(m, comparison));
  }
}

std::string render_page(const statistics::Comparison& comparison, const fs::path& charts, const fs::path& templates,
                        const std::string& live) {
  auto filled = view::view(comparison, {.table = escape_html,
                                        .code_span = code_span_html,
                                        .code_block = code_block_html,
                                        .problem_link = view::link_in_page,
                                        .markup = {{"item", "<li>"},
                                                   {"b", "<b>"},
                                                   {"b_end", "</b>"},
                                                   {"i", "<i>"},
                                                   {"i_end", "</i>"},
                                                   {"code", "<code>"},
                                                   {"code_end", "</code>"}}});
  Pictures picture(charts);
  add_to(filled, comparison, picture);
  auto data = page_data(comparison);
  if (const auto thinned = thin_out(data); !thinned.empty()) filled["notes"].push_back(thinned);
  filled["live"] = live;
  filled["style"] = markdown::read_template(templates / "html" / "page.css");
  filled["script"] = markdown::read_template(templates / "html" / "page.js");
  filled["data"] = script_json(data);
  return markdown::render(templates / "report.html.mustache", filled, escape_html);
}

}  // namespace

std::string render_html(const statistics::Comparison& comparison, const fs::path& charts, const fs::path& templates) {
  return render_page(comparison, charts, templates, "");
}

std::string render_live_html(const statistics::Comparison& comparison, const fs::path& templates,
                             const std::string& time) {
  return render_page(comparison, {}, templates, time);
}

}  // namespace slalom::html
