// Charts as TikZ, which LaTeX must take, and races as animations.
#include "../statistics/fabricated.hpp"
#include "latex/export_gif.hpp"
#include "latex/export_pgf.hpp"
#include "process/start.hpp"
#include "statistics/compare.hpp"
#include "support/read_file.hpp"
#include "support/temporary_folder.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>

namespace slalom::latex {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr auto nasty_name = "_x%&#{}~^\\$'";

/// Two optimizers with bands and trajectories over a bowl, and names that are not LaTeX.
statistics::Fabricated race() {
  statistics::Fabricated f;
  f.plan.experiments[0].name = std::string("Wells") + nasty_name;
  auto& info = f.info["wells"];
  info.dimension = 2;
  info.minimum = 0;
  info.minimizers = {{0, 0}};
  for (const auto* optimizer : {"quick", "slow"}) {
    f.add("wells", std::string(optimizer) + nasty_name);
    for (std::uint64_t seed = 1; seed <= 6; ++seed) {
      std::vector<double> losses;
      const double factor = optimizer == std::string("quick") ? 0.5 : 0.9;
      for (int i = 0; i < 12; ++i) losses.push_back(3 * std::pow(factor, i) * (1 + 0.1 * double(seed)));
      auto& run = f.run(seed, losses);
      for (int i = 0; i < 12; ++i) {
        run.trajectory.push_back(std::pow(factor, i));
        run.trajectory.push_back(0.5 * std::pow(factor, 2 * i));
      }
    }
  }
  return f;
}

statistics::Comparison race_with_landscape() {
  auto comparison = statistics::compare({race().source()});
  auto& l = comparison.experiments[0].problems[0].landscape;
  l = {.columns = 20, .rows = 20, .x_from = -1, .x_to = 2, .y_from = -1, .y_to = 1, .values = {}};
  for (int row = 0; row < 20; ++row)
    for (int column = 0; column < 20; ++column)
      l.values.push_back(std::pow(-1 + 3 * column / 19.0, 2) + std::pow(-1 + 2 * row / 19.0, 2));
  return comparison;
}

TEST(Pgf, ChartsAreTikzThatLatexSets) {
  const test::TemporaryFolder folder;
  const auto out = folder.path() / "charts";
  EXPECT_THAT(export_pgf(race_with_landscape(), {.width = 85, .font = 8}, out), IsEmpty());
  const auto chart = test::read_file(out / "e1-wells-loss-vs-steps.tex");
  EXPECT_THAT(chart, HasSubstr("\\begin{tikzpicture}"));
  EXPECT_THAT(chart, HasSubstr("quick\\_x\\%\\&")) << "names are LaTeX";
  EXPECT_TRUE(fs::exists(out / "e1-wells-contours.tex"));
  if (process::output_of({"kpsewhich", "tikz.sty", "gnuplot-lua-tikz.sty"}).code != 0)
    GTEST_SKIP() << "no LaTeX with TikZ (texlive-pictures)";
  const auto ended = process::output_of(
      {"sh", "-c", "cd '" + out.string() + "' && pdflatex -interaction=nonstopmode -halt-on-error charts 2>&1"});
  EXPECT_EQ(ended.code, 0) << ended.text.substr(ended.text.size() < 2000 ? 0 : ended.text.size() - 2000);
  EXPECT_TRUE(fs::exists(out / "charts.pdf"));
}

/// Frames of a GIF (GIF89a specification, section 23): each has a graphic control extension.
std::size_t frames(const std::string& gif) {
  std::size_t count = 0;
  const std::string start("\x21\xF9\x04", 3);
  for (auto at = gif.find(start); at != std::string::npos; at = gif.find(start, at + 1)) ++count;
  return count;
}

TEST(Gif, HasAFrameForEachStep) {
  const test::TemporaryFolder folder;
  const auto out = folder.path() / "races";
  const auto notes = export_gif(race_with_landscape(), out);
  const auto gif = test::read_file(out / "e1-wells-race.gif");
  EXPECT_THAT(gif, testing::StartsWith("GIF89a"));
  EXPECT_GE(frames(gif), 12U + 20U) << "and the last one stays";
  if (process::output_of({"ffmpeg", "-version"}).code == 0) {
    EXPECT_THAT(notes, IsEmpty());
    EXPECT_THAT(test::read_file(out / "e1-wells-race.mp4").substr(4, 4), "ftyp");
  } else {
    EXPECT_THAT(notes, ElementsAre("without ffmpeg there are no MP4 files"));
  }
}

TEST(Gif, SaysWhyThereIsNone) {
  const test::TemporaryFolder folder;
  EXPECT_THAT(export_gif(statistics::compare({race().source()}), folder.path() / "races"),
              ElementsAre(HasSubstr("record: {trajectory: true}")));
}

}  // namespace
}  // namespace slalom::latex
