#include "markdown/render.hpp"

#include "charts/charts.hpp"
#include "markdown/mustache.hpp"
#include "markdown/view.hpp"

#include <fmt/format.h>

#include <sstream>

namespace slalom::report {

namespace {

/// Moves the charts of `made` to `charts`, and says what is to be shown of them.
DrawnPictures gather(std::vector<Picture> made, std::vector<Chart>& charts) {
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

}  // namespace

std::string render_markdown(const Comparison& comparison, const std::filesystem::path& charts,
                            const std::filesystem::path& templates, std::vector<std::string>& warnings) {
  std::vector<Chart> all;
  Pictures shown;
  shown.overall = gather(pictures(comparison.ranking, "all"), all);
  for (std::size_t e = 0; e < comparison.experiments.size(); ++e) {
    const auto& experiment = comparison.experiments[e];
    shown.of_experiments.push_back(gather(pictures(experiment, std::to_string(e + 1)), all));
    auto& problems = shown.of_problems.emplace_back();
    for (std::size_t i = 0; i < experiment.problems.size(); ++i)
      problems.push_back(gather(pictures(experiment.problems[i], fmt::format("{}-{}", e + 1, i + 1)), all));
  }

  try {
    const auto complaints = draw(all, charts);
    warnings.insert(warnings.end(), complaints.begin(), complaints.end());
  } catch (const GnuplotMissing& missing) {
    warnings.push_back(fmt::format(
        "The report has no charts, because {}: install gnuplot and run `slalom report` again.", missing.what()));
  }
  leave_out_missing(shown.overall, charts);
  for (auto& pictures : shown.of_experiments) leave_out_missing(pictures, charts);
  for (auto& problems : shown.of_problems)
    for (auto& pictures : problems) leave_out_missing(pictures, charts);
  return with_single_blank_lines(render(templates / "report.md.mustache", view(comparison, shown, warnings), markdown));
}

}  // namespace slalom::report
