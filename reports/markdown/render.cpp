#include "markdown/render.hpp"

#include "charts/charts.hpp"
#include "markdown/mustache.hpp"
#include "markdown/view.hpp"

#include <fmt/format.h>

namespace slalom::report {

std::string render_markdown(const Comparison& comparison, const std::filesystem::path& charts,
                            const std::filesystem::path& templates, std::vector<std::string>& warnings) {
  std::vector<Chart> all;
  std::vector<std::vector<ProblemPictures>> shown(comparison.experiments.size());
  for (std::size_t e = 0; e < comparison.experiments.size(); ++e) {
    const auto& problems = comparison.experiments[e].problems;
    for (std::size_t i = 0; i < problems.size(); ++i) {
      shown[e].emplace_back();
      for (auto& picture : pictures(problems[i], fmt::format("{}-{}", e + 1, i + 1))) {
        shown[e][i].push_back({picture.chart.file, picture.caption});
        all.push_back(std::move(picture.chart));
      }
    }
  }

  try {
    const auto complaints = draw(all, charts);
    warnings.insert(warnings.end(), complaints.begin(), complaints.end());
  } catch (const GnuplotMissing& missing) {
    warnings.push_back(fmt::format(
        "The report has no charts, because {}: install gnuplot and run `slalom report` again.", missing.what()));
  }
  for (auto& experiment : shown)
    for (auto& problem : experiment)
      std::erase_if(problem, [&](const auto& picture) { return !std::filesystem::exists(charts / picture.file); });
  return render(templates, "report.md", view(comparison, shown, warnings));
}

}  // namespace slalom::report
