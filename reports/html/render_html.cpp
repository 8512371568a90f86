#include "html/render_html.hpp"

#include "html/escape.hpp"
#include "html/page_data.hpp"
#include "html/thinning.hpp"
#include "markdown/mustache.hpp"
#include "statistics/answer.hpp"
#include "statistics/numbers.hpp"
#include "statistics/score_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace slalom::report {

namespace {

namespace fs = std::filesystem;

/// A picture as an element of the page; nothing if it was not drawn.
/// Pictures for who has no JavaScript, as long as they do not make the page large.
class Pictures {
 public:
  explicit Pictures(fs::path charts) : charts_(std::move(charts)) {}

  std::string operator()(const std::string& name) {
    const auto file = charts_ / (name + ".svg");
    if (!fs::exists(file)) return "";
    const auto text = read_template(file);
    const auto begin = text.find("<svg");  // without the prolog, which only files have
    if (begin == std::string::npos || text.size() > room_) return "";
    room_ -= text.size();
    return text.substr(begin);
  }

 private:
  fs::path charts_;
  std::size_t room_ = 700'000;  // bytes
};

Json rows(const ProblemComparison& p) {
  Json list = Json::array();
  for (const auto& o : p.optimizers)
    list.push_back(
        {{"rank", o.rank == 0 ? "–" : short_number(o.rank)}, {"label", o.label}, {"score", score_text(p, o, 4)}});
  return list;
}

Json answer_view(const Answer& a) {
  return {{"best", a.best},
          {"best_result", a.best_result},
          {"next", a.next},
          {"next_result", a.next_result},
          {"significant", a.significant},
          {"sure", a.sure}};
}

Json problem_view(const ProblemComparison& p, const std::string& id, Pictures& picture) {
  return {{"id", id},
          {"label", p.label},
          {"conclusions", p.conclusions},
          {"score", score_title(p)},
          {"rows", rows(p)},
          {"answer", answer_view(answer(p))},
          {"heat", picture(id + "-heat")},
          {"picture", picture(id + "-loss-steps")}};
}

}  // namespace

std::string render_html(const Comparison& comparison, const fs::path& charts, const fs::path& templates) {
  const auto parts = templates / "html";
  std::string script;
  for (const auto* file : {"plots.js", "landscape.js", "tables.js", "report.js"}) script += read_template(parts / file);
  Pictures picture(charts);
  Json experiments = Json::array();
  for (std::size_t e = 0; e < comparison.experiments.size(); ++e) {
    const auto& experiment = comparison.experiments[e];
    Json problems = Json::array();
    for (std::size_t i = 0; i < experiment.problems.size(); ++i)
      problems.push_back(problem_view(experiment.problems[i], fmt::format("{}-{}", e + 1, i + 1), picture));
    experiments.push_back({{"id", std::to_string(e + 1)},
                           {"name", experiment.name.empty() ? experiment.suite : experiment.name},
                           {"about", experiment.about},
                           {"conclusions", experiment.conclusions},
                           {"ranks", picture(fmt::format("{}-ranks", e + 1))},
                           {"problems", problems}});
  }
  Json sources = Json::array(), abouts = Json::array();
  for (const auto& suite : comparison.suites) {
    Json facts = Json::array();
    for (const auto& fact : suite.provenance) facts.push_back({{"name", fact.name}, {"value", fact.value}});
    sources.push_back({{"name", suite.name},
                       {"results", suite.results},
                       {"command", suite.command},
                       {"text", suite.text},
                       {"provenance", facts}});
    if (std::find(abouts.begin(), abouts.end(), suite.about) == abouts.end()) abouts.push_back(suite.about);
  }
  auto data = page_data(comparison);
  auto notes = comparison.notes;
  if (const auto thinned = thin_out(data); !thinned.empty()) notes.push_back(thinned);
  const Json view{{"title", comparison.title},
                  {"sources", sources},
                  {"abouts", abouts},
                  {"notes", notes},
                  {"threats", comparison.threats},
                  {"experiments", experiments},
                  {"style", read_template(parts / "uPlot.min.css") + read_template(parts / "report.css")},
                  {"uplot", read_template(parts / "uPlot.iife.min.js")},
                  {"script", script},
                  {"data", script_json(data)}};
  return render(templates / "report.html.mustache", view, html);
}

}  // namespace slalom::report
