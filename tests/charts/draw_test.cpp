// Pictures by gnuplot: whatever the names are, they are well-formed, small, and nothing else happens.
#include "../statistics/fabricated.hpp"
#include "charts/charts.hpp"
#include "charts/contour_chart.hpp"
#include "charts/script.hpp"
#include "statistics/compare.hpp"
#include "support/temporary_folder.hpp"

#include <gmock/gmock.h>
#include <boost/property_tree/xml_parser.hpp>

#include <filesystem>
#include <fstream>
#include <sstream>

namespace slalom::charts {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr std::uintmax_t largest = 150'000;

/// A folder that is the working directory until it is removed.
class DrawTest : public testing::Test {
 protected:
  const fs::path before = fs::current_path();
  const fs::path folder = fs::temp_directory_path() / ("slalom-draw-" + std::to_string(getpid()));

  void SetUp() override {
    fs::create_directories(folder);
    fs::current_path(folder);
  }
  void TearDown() override {
    fs::current_path(before);
    fs::remove_all(folder);
  }

  std::string text(const std::string& file) const {
    std::stringstream s;
    s << std::ifstream(folder / file).rdbuf();
    return s.str();
  }

  void expect_fine(const std::vector<Picture>& pictures) const {
    std::vector<Chart> charts;
    for (const auto& p : pictures) charts.push_back(p.chart);
    EXPECT_THAT(draw(charts, folder), IsEmpty());
    for (const auto& p : pictures) {
      std::ifstream in(folder / p.chart.file);
      boost::property_tree::ptree tree;
      EXPECT_NO_THROW(boost::property_tree::read_xml(in, tree)) << p.chart.file;
      EXPECT_EQ(tree.count("svg"), 1U) << p.chart.file;
      EXPECT_LT(fs::file_size(folder / p.chart.file), largest) << p.chart.file;
      EXPECT_GT(fs::file_size(folder / p.chart.file), 2000U) << p.chart.file;
    }
  }
};

/// Every kind of chart at once, of `count` optimizers over 10 seeds.
statistics::Fabricated everything(std::size_t count, const std::string& name) {
  statistics::Fabricated f;
  auto& info = f.info[name];
  info.dimension = 2;
  info.examples = 100;
  info.minimum = 0;
  info.minimizers = {{0, 0}, {1, 1}};
  info.metrics = {name};
  info.window = {-2, 2, -2, 2};
  info.grid = 121;
  for (int row = 0; row < 121; ++row)
    for (int column = 0; column < 121; ++column)
      info.landscape.push_back(std::sin(row / 10.0) * std::cos(column / 9.0) + row * 0.01);
  for (std::size_t i = 0; i < count; ++i) {
    const auto k = static_cast<double>(i + 1);
    auto& c = f.add(name, "sgd");
    c.optimizer.label = name + std::to_string(i);
    c.optimizer.family = name + std::to_string(i % 9);
    c.optimizer.learning_rate->initial = 0.01 * k;
    c.batch = {.sampling = suite::Sampling::shuffled, .size = i % 2 + 1};
    c.stop.distance = 1e-3;
    for (std::uint64_t seed = 1; seed <= 10; ++seed) {
      const auto s = static_cast<double>(seed);
      std::vector<double> losses, metrics, ways;
      for (int step = 0; step < 100; ++step) {
        losses.push_back((10 + s) * std::exp(-0.002 * k * step) + 0.3 * std::sin(step + s));
        metrics.push_back(0.5 + 0.004 * step);
        ways.insert(ways.end(), {2 - 0.02 * step + 0.1 * std::sin(k * step), std::cos(0.1 * step * k)});
      }
      auto& r = f.run(seed, losses);
      r.metrics = metrics;
      r.trajectory = ways;
      for (auto& point : r.points) point.effective_step = 1 / (1 + static_cast<double>(point.step));
    }
  }
  return f;
}

std::vector<Picture> pictures_of(const statistics::Fabricated& f) {
  return pictures(statistics::compare({f.source()}).experiments.at(0).problems.at(0), "1-1");
}

std::vector<std::string> files(const std::vector<Picture>& pictures) {
  std::vector<std::string> names;
  for (const auto& p : pictures) names.push_back(p.chart.file);
  return names;
}

TEST_F(DrawTest, LinesEndWhereTheyLeaveAtTheSameFloorInAllChartsOfAProblem) {
  statistics::Fabricated f;
  f.info["p"].minimum = 0;
  f.info["p"].examples = 100;
  for (const std::size_t batch : {10, 20}) {
    f.add("p", std::to_string(batch)).batch = {.sampling = suite::Sampling::shuffled, .size = batch};
    for (std::uint64_t seed = 1; seed <= 3; ++seed) f.run(seed, {8, 1e-3, 1e-30, 0, 0});
  }
  std::size_t curves = 0;
  for (const auto& p : pictures_of(f))
    if (p.chart.file.find("-loss-") != std::string::npos) {
      ++curves;
      EXPECT_THAT(p.chart.script, HasSubstr("set yrange [8e-18:")) << p.chart.file;
      EXPECT_THAT(p.chart.script, HasSubstr(p.chart.file == "1-1-loss-steps.svg" ? "$exit0 << EOD\n2 8.00008e-18 \n"
                                                                                 : "$exit0 << EOD\n0."));
    }
  EXPECT_EQ(curves, 2U) << "over steps and over epochs";
}

TEST_F(DrawTest, AllKindsOfCharts) {
  const auto all = pictures_of(everything(6, "sgd"));
  EXPECT_THAT(files(all), testing::ElementsAre("1-1-contours.svg", "1-1-loss-steps.svg", "1-1-loss-epochs.svg",
                                               "1-1-metric1-epochs.svg", "1-1-rates.svg", "1-1-runtimes.svg",
                                               "1-1-effective-step.svg"));
  expect_fine(all);
}

TEST_F(DrawTest, ManyOptimizersGiveSmallFilesToo) { expect_fine(pictures_of(everything(12, "o"))); }

TEST_F(DrawTest, ManyProblemsHaveAPictureOfAllOfThem) {
  const auto of = [](std::size_t problems) {
    statistics::Fabricated f;
    for (std::size_t p = 0; p < problems; ++p)
      for (std::size_t o = 0; o < 10; ++o) {
        f.add("problem " + std::to_string(p), "'o|" + std::to_string(o));
        f.run(1, {9, 5 - 0.1 * static_cast<double>(o), p == 0 ? -1.0 : 0.01});
        f.run(2, {9, 4, 1}, run::Status::diverged, "");
      }
    return pictures(statistics::compare({f.source()}).experiments.at(0), "1");
  };
  EXPECT_EQ(of(3).front().chart.file, "1-ranks.svg");
  const auto all = of(5);
  EXPECT_EQ(all.front().chart.file, "1-problems.svg");
  expect_fine(all);
  for (const auto* word : {"problem 0", "problem 4", "o|0", "the other 2"})
    EXPECT_THAT(text("1-problems.svg"), HasSubstr(word));
}

TEST_F(DrawTest, NamesDoNothing) {
  for (const std::string name :
       {R"("; system("touch hacked"); ")", R"('; system('touch hacked'); ')", "`touch hacked`", "'.`touch hacked`.'",
        "@ARG1 $x \\n {/*2 big} ^2 _3", "<script>alert(1)</script>&amp;]]>", "a\nsystem('touch hacked')\n",
        "EOD\n!touch hacked\n", "\xff\xfe", "σ² ≤ 𝛼"})
    expect_fine(pictures_of(everything(3, name)));
  EXPECT_FALSE(fs::exists(folder / "hacked"));
}

TEST_F(DrawTest, NamesAreShownAsTheyAre) {
  const auto all = pictures_of(everything(3, "<b>_1 & {x}^2"));
  expect_fine(all);
  EXPECT_THAT(text("1-1-loss-steps.svg"), HasSubstr("&lt;b>_1 &amp; {x}^2"));
}

TEST_F(DrawTest, TheLegendSaysHowManyStepsItTook) {
  statistics::Fabricated f = everything(2, "adam");
  f.add("adam", "late").stop.distance = 1e-3;
  f.run(1, {9, 5, 2, 1}, run::Status::target, "").trajectory = {1, 1, 0.5, 0.5, 0.2, 0.2, 0, 0};
  f.run(2, {9, 5, 2, 1, 1});
  expect_fine(pictures_of(f));
  EXPECT_THAT(text("1-1-contours.svg"), HasSubstr("late (3)"));
  EXPECT_THAT(text("1-1-contours.svg"), HasSubstr("adam0 (–)"));
  EXPECT_THAT(text("1-1-loss-steps.svg"), HasSubstr("late (3, 1 of 2)"));
}

TEST_F(DrawTest, ALandscapeAloneHasBandsAndMinima) {
  const auto picture_of = [&](const std::vector<std::vector<double>>& minimizers) {
    statistics::Landscape bowl{
        .columns = 21, .rows = 21, .x_from = -1, .x_to = 1, .y_from = -2, .y_to = 2, .values = {}};
    for (int row = -10; row <= 10; ++row)
      for (int column = -10; column <= 10; ++column) bowl.values.push_back(row * row + column * column);
    const auto script = landscape_script(bowl, minimizers);
    EXPECT_THAT(draw({{"bowl.svg", script}}, folder), IsEmpty());
    EXPECT_THAT(script, HasSubstr("set yrange [-2:2]"));
    return text("bowl.svg");
  };
  const auto marks = [](const std::string& svg) {
    std::size_t count = 0;
    for (auto at = svg.find("#gpPt1"); at != svg.npos; at = svg.find("#gpPt1", at + 1)) ++count;
    return count;
  };
  const auto without = picture_of({}), with = picture_of({{0, 0}, {0.5, 1}});
  EXPECT_EQ(marks(with), marks(without) + 2);
  EXPECT_THAT(without, HasSubstr("data:image/png"));
  EXPECT_LT(without.size(), 15'000U);
}

TEST_F(DrawTest, OddCurvesCanBeDrawn) {
  const struct {
    const char* what;
    std::vector<double> losses;
    run::Status status;
  } cases[] = {{"one point", {1}, run::Status::finished},
               {"all zero", {0, 0, 0}, run::Status::finished},
               {"negative", {1, -1, -1e6}, run::Status::finished},
               {"diverges", {1, 1e10, 1e200, run::unknown}, run::Status::diverged},
               {"diverges at once", {run::unknown}, run::Status::diverged},
               {"very small", {1, 1e-200, 1e-320}, run::Status::finished}};
  for (const auto& c : cases) {
    statistics::Fabricated f;
    f.add(c.what, "a");
    f.run(1, c.losses, c.status, "");
    expect_fine(pictures_of(f));
  }
}

TEST_F(DrawTest, SaysWhichChartCouldNotBeDrawnAndWhy) {
  const auto sentences = draw({{"bad.svg", "no such command\n"}}, folder);
  ASSERT_EQ(sentences.size(), 1U);
  EXPECT_THAT(sentences[0], HasSubstr("bad.svg could not be drawn"));
  EXPECT_THAT(sentences[0], HasSubstr("invalid command"));
  EXPECT_FALSE(fs::exists(folder / "bad.svg"));
}

TEST(GnuplotString, QuotesAndCuts) {
  EXPECT_EQ(gnuplot_string("it's"), "'it’s'");
  EXPECT_EQ(gnuplot_string("a\nb"), "'a b'");
  EXPECT_EQ(gnuplot_string("ééé", 2), "'éé…'");
  EXPECT_EQ(gnuplot_string("a]]>b>c"), "'a]] >b>c'") << "which XML does not allow in a text";
  EXPECT_EQ(gnuplot_string("sgd (learning_rate=0.01)", 13), "'sgd (η=0.01)'");
  EXPECT_EQ(gnuplot_string("sgd (learning_rate=0.01)"), "'sgd (learning_rate=0.01)'");
}

TEST(Draw, APictureThatWasCutOffIsToldAndNotKept) {
  const test::TemporaryFolder folder;
  const auto program = folder.path() / "gnuplot";
  std::ofstream(program) << "#!/bin/sh\n[ \"$1\" = --version ] && exit 0\nprintf '<?xml'\nkill -9 $$\n";
  std::filesystem::permissions(program, std::filesystem::perms::owner_all);
  const std::string before = std::getenv("PATH");
  setenv("PATH", (folder.path().string() + ":" + before).c_str(), 1);
  const auto sentences = draw({{"a.svg", "plot x"}}, folder.path());
  setenv("PATH", before.c_str(), 1);
  EXPECT_THAT(sentences, testing::ElementsAre("a.svg could not be drawn: gnuplot was ended before it had done so"));
  EXPECT_FALSE(std::filesystem::exists(folder.path() / "a.svg"));
}

}  // namespace
}  // namespace slalom::charts
