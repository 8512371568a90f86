#include "markdown/render.hpp"

#include "charts/charts.hpp"
#include "markdown/mustache.hpp"
#include "markdown/table_text.hpp"
#include "view/matrix.hpp"
#include "view/view.hpp"

#include <fmt/format.h>

#include <sstream>

namespace slalom::markdown {

namespace {

struct DrawnPicture {
  std::string file, caption;
};
using DrawnPictures = std::vector<DrawnPicture>;  // in the order of charts/charts.hpp

struct Pictures {
  DrawnPictures overall;
  std::vector<DrawnPictures> of_experiments;            // of their rankings
  std::vector<std::vector<DrawnPictures>> of_problems;  // by experiment
};

/// Moves the charts of `made` to `charts`, and says what is to be shown of them.
DrawnPictures gather(std::vector<charts::Picture> made, std::vector<charts::Chart>& charts) {
  DrawnPictures shown;
  for (auto& picture : made) {
    shown.push_back({picture.chart.file, picture.caption});
    charts.push_back(std::move(picture.chart));
  }
  return shown;
}

void leave_out_missing(DrawnPictures& pictures, const std::filesystem::path& charts) {
  std::erase_if(pictures, [&](const auto& picture) { return !std::filesystem::exists(charts / picture.file); });
}

void add(const DrawnPictures& pictures, Json& view) {
  for (const auto& picture : pictures)
    view["pictures"].push_back({{"file", picture.file}, {"caption", picture.caption}});
}

void add(const Pictures& pictures, Json& view) {
  if (!view["ranking"].is_null()) add(pictures.overall, view["ranking"]);
  for (std::size_t e = 0; e < pictures.of_experiments.size(); ++e) {
    auto& experiment = view["experiments"][e];
    if (!experiment["ranking"].is_null()) add(pictures.of_experiments[e], experiment["ranking"]);
    for (std::size_t i = 0; i < pictures.of_problems[e].size(); ++i)
      add(pictures.of_problems[e][i], experiment["problems"][i]);
  }
}

/// Sections that are left out leave their blank lines. Blocks of code stay as they are.
std::string with_single_blank_lines(const std::string& text) {
  std::istringstream lines(text);
  std::string result, fence;
  bool after_blank = true;
  for (std::string line; std::getline(lines, line);) {
    const bool is_fence = line.starts_with("```");
    if (!fence.empty() && line == fence)
      fence.clear();
    else if (fence.empty() && is_fence)
      fence = line.substr(0, line.find_first_not_of('`'));
    if (line.empty() && after_blank && fence.empty()) continue;
    after_blank = line.empty();
    result += line + '\n';
  }
  return result;
}

std::string text_of(const std::filesystem::path& file, const Json& filled) {
  return with_single_blank_lines(render(file, filled, escape_markdown));
}

std::string problem_file(std::size_t experiment, std::size_t problem) {
  return fmt::format("problems/{}.md", view::anchor(experiment, problem));
}

/// An index with the answers, and a file for each problem.
MarkdownReport apart(const statistics::Comparison& comparison, Json filled, const std::filesystem::path& templates) {
  MarkdownReport report;
  for (std::size_t e = 0; e < filled["experiments"].size(); ++e) {
    auto& problems = filled["experiments"][e]["problems"];
    for (std::size_t i = 0; i < problems.size(); ++i) {
      auto& problem = problems[i];
      problem["title"] = comparison.title;
      problem["folder"] = "../";
      report.problems[problem_file(e, i)] = text_of(templates / "problem.page.md.mustache", problem);
      problem = {{"apart", true},
                 {"number", problem["number"]},
                 {"label", problem["label"]},
                 {"file", problem_file(e, i)},
                 {"first", comparison.experiments[e].problems[i].conclusions.front()}};
    }
  }
  for (const auto& matrix : view::matrices(comparison))
    filled["matrices"].push_back(escape_markdown(view::table_of(matrix, comparison)));
  filled["matrix_key"] = view::matrix_key(comparison.alpha);
  report.text = text_of(templates / "report.md.mustache", filled);
  return report;
}

}  // namespace

MarkdownReport render_markdown(const statistics::Comparison& comparison, const std::filesystem::path& charts,
                               const std::filesystem::path& templates, std::vector<std::string>& warnings,
                               std::size_t most) {
  std::vector<charts::Chart> all;
  Pictures shown;
  shown.overall = gather(charts::pictures(comparison.ranking, "all"), all);
  for (std::size_t e = 0; e < comparison.experiments.size(); ++e) {
    const auto& experiment = comparison.experiments[e];
    shown.of_experiments.push_back(gather(charts::pictures(experiment, std::to_string(e + 1)), all));
    auto& problems = shown.of_problems.emplace_back();
    for (std::size_t i = 0; i < experiment.problems.size(); ++i)
      problems.push_back(gather(charts::pictures(experiment.problems[i], fmt::format("{}-{}", e + 1, i + 1)), all));
  }

  try {
    const auto errors = charts::draw(all, charts);
    warnings.insert(warnings.end(), errors.begin(), errors.end());
  } catch (const charts::GnuplotMissing& missing) {
    warnings.push_back(fmt::format(
        "The report has no charts, because {}: install gnuplot and run `slalom report` again.", missing.what()));
  }
  leave_out_missing(shown.overall, charts);
  for (auto& pictures : shown.of_experiments) leave_out_missing(pictures, charts);
  for (auto& problems : shown.of_problems)
    for (auto& pictures : problems) leave_out_missing(pictures, charts);
  const auto fill = [&](std::string (*problem_link)(std::size_t, std::size_t)) {
    auto filled = view::view(comparison, {.table = escape_markdown,
                                          .code_span = code_span,
                                          .code_block = code_block,
                                          .problem_link = problem_link,
                                          .markup = {{"item", "- "},
                                                     {"b", "**"},
                                                     {"b_end", "**"},
                                                     {"i", "*"},
                                                     {"i_end", "*"},
                                                     {"code", "`"},
                                                     {"code_end", "`"}}});
    for (const auto& warning : warnings) filled["notes"].push_back(warning);
    add(shown, filled);
    return filled;
  };
  auto whole = text_of(templates / "report.md.mustache", fill(view::link_in_page));
  if (whole.size() <= most) return {std::move(whole), {}};
  return apart(comparison, fill(problem_file), templates);
}

}  // namespace slalom::markdown
