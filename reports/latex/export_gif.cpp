#include "latex/export_gif.hpp"

#include "charts/contour_chart.hpp"
#include "charts/draw.hpp"
#include "charts/race.hpp"
#include "export/export_folder.hpp"
#include "latex/names.hpp"
#include "process/start.hpp"

#include <fmt/format.h>

namespace slalom::latex {

namespace {

namespace fs = std::filesystem;

bool have_ffmpeg() { return process::output_of({"ffmpeg", "-version"}).code == 0; }

/// Why there is none; empty if all went well. Players ask for even sizes and this form of colors.
std::string make_mp4(const fs::path& gif) {
  const auto mp4 = fs::path(gif).replace_extension("mp4");
  const auto made =
      process::output_of({"ffmpeg", "-nostdin", "-loglevel", "error", "-y", "-i", gif.string(), "-pix_fmt", "yuv420p",
                          "-vf", "scale=trunc(iw/2)*2:trunc(ih/2)*2", mp4.string()});
  return made.code == 0 ? "" : fmt::format("{} could not be made by ffmpeg: {}", mp4.filename().string(), made.text);
}

}  // namespace

std::vector<std::string> export_gif(const statistics::Comparison& comparison, const fs::path& out) {
  std::vector<charts::Chart> races;
  const auto names = problem_names(comparison);
  for (std::size_t e = 0; e < comparison.experiments.size(); ++e)
    for (std::size_t i = 0; i < comparison.experiments[e].problems.size(); ++i)
      if (const auto& problem = comparison.experiments[e].problems[i]; charts::has_contours(problem))
        races.push_back({names[e][i] + "-race.gif", charts::race_script(problem)});
  const bool movies = have_ffmpeg();
  std::vector<std::string> files;
  for (const auto& race : races) {
    files.push_back(race.file);
    if (movies) files.push_back(fs::path(race.file).replace_extension("mp4").string());
  }
  if (races.empty())
    return {
        "nothing to draw: no problem of two variables has trajectories; the suite's key 'record: {trajectory: true}' "
        "records them"};
  exports::prepare_folder(out, "gif", files);
  auto notes = charts::draw(races, out);
  if (!movies) notes.emplace_back("without ffmpeg there are no MP4 files");
  for (const auto& race : races)
    if (movies && fs::exists(out / race.file))
      if (const auto error = make_mp4(out / race.file); !error.empty()) notes.push_back(error);
  return notes;
}

}  // namespace slalom::latex
