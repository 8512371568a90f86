// report.md: a golden copy, and what happens when something is missing.
#include "../statistics/fabricated.hpp"
#include "markdown/mustache.hpp"
#include "markdown/render.hpp"
#include "process/output_file.hpp"
#include "statistics/compare.hpp"
#include "store/store.hpp"
#include "support/paths.hpp"
#include "support/read_file.hpp"
#include "writer/write_report.hpp"

#include <gmock/gmock.h>

#include <cstdlib>
#include <fstream>

namespace slalom::markdown {
namespace {

namespace fs = std::filesystem;
using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

const fs::path templates = test::source_folder() + "/reports/templates";

/// Two experiments: one with a goal, two minima, a divergence and a failure, and one with test metrics and batches.
statistics::Fabricated small() {
  statistics::Fabricated f;
  f.plan.suite = "small";
  f.plan.about = "Made up.";
  f.plan.text = "suite: small\n";
  f.plan.experiments[0] = {.name = "Wells", .about = "Who finds which minimum?"};
  f.plan.experiments.push_back({.name = "Learning", .about = ""});
  f.provenance = {{"command", "slalom run small.yaml"}, {"slalom", "0.1.0"}};
  f.info["wells"].minimum = -5;
  f.info["wells"].minimizers = {{-1, 0}, {1, 0}};
  for (const auto& [name, steps] : {std::pair{"quick", 10}, {"slow|er", 100}}) {
    auto& c = f.add("wells", name);
    c.stop.distance = 1e-3;
    c.targets = {0.1};
    c.optimizer.settings = {{"momentum", 0.9}, {"form", "classical"}};
    for (std::uint64_t seed = 1; seed <= 10; ++seed) {
      const auto step = std::uint64_t(steps) + seed;
      auto& r = f.run(seed, {3, -4, -5 + 1e-6 * double(seed)}, run::Status::target, "within 0.001 of a minimizer");
      r.steps = step;
      r.targets = {{.target = 0.1, .reached = true, .step = step - 5, .evaluations = step - 5, .examples = step - 5}};
      r.minimizer = seed % 3 == 0 ? 1 : 0;
      r.distance = 9e-4;
    }
  }
  f.add("wells", "wild").stop.distance = 1e-3;
  f.run(1, {3, 1e90}, run::Status::diverged, "the loss was not finite in step 2");
  f.run(2, {3}, run::Status::failed, "the plugin <said> `no`").output = "it printed ```this```\n";
  f.plan_run(3);
  f.info["digits"].examples = 100;
  f.info["digits"].minimum_unknown = "the loss is not convex";
  f.info["digits"].metrics = {"test_loss", "test_accuracy"};
  for (const auto& [name, size] : {std::pair{"full batch", 0}, {"batch of 10", 10}}) {
    auto& c = f.add("digits", name, 1);
    if (size > 0) c.batch = {.sampling = suite::Sampling::replacement, .size = std::uint64_t(size)};
    for (std::uint64_t seed = 1; seed <= 10; ++seed) {
      auto& r = f.run(seed, {2.3, 0.5, 0.2 - 0.01 * size + 0.001 * double(seed)});
      r.metrics = {2.3, 0.1, 0.6, 0.8, 0.3 + 0.01 * size, 0.9};
      if (size > 0) r.variance = {.measured = 0.101, .theory = 0.1};
    }
  }
  return f;
}

class ReportTest : public testing::Test {
 protected:
  const fs::path folder = fs::temp_directory_path() / ("slalom-report-" + std::to_string(getpid()));
  const fs::path charts = folder / "charts";

  void SetUp() override { fs::create_directories(charts); }
  void TearDown() override { fs::remove_all(folder); }

  std::string render(const statistics::Fabricated& f) {
    return render_markdown(statistics::compare({f.source()}), charts, templates, warnings).text;
  }
  std::vector<std::string> warnings;
};

/// Hides gnuplot from this process while it lives.
class EmptyPath {
 public:
  EmptyPath() { setenv("PATH", "/nonexistent", 1); }
  ~EmptyPath() { setenv("PATH", before_.c_str(), 1); }
  EmptyPath(const EmptyPath&) = delete;
  EmptyPath& operator=(const EmptyPath&) = delete;

 private:
  std::string before_ = std::getenv("PATH");
};

TEST_F(ReportTest, IsAsTheGoldenCopy) {
  const auto text = render(small());
  EXPECT_THAT(warnings, IsEmpty());
  const fs::path golden = test::tests_folder() + "/markdown/golden.md";
  if (text != test::read_file(golden)) {
    const fs::path actual = test::build_folder() + "/golden.md";
    std::ofstream(actual) << text;
    FAIL() << "report.md is not as " << golden << "; if it should not be, copy " << actual << " over it";
  }
}

TEST_F(ReportTest, ComparesWithABaselineAndRanksWhatLacksResults) {
  statistics::Fabricated f;
  f.plan.experiments[0].baseline = "b";
  for (const auto* problem : {"p", "q"})
    for (const auto& [optimizer, loss] : {std::pair{"a", 1.0}, {"b", 2.0}, {"c", 3.0}}) {
      f.add(problem, optimizer);
      const bool fails = problem == std::string("q") && optimizer == std::string("c");
      for (std::uint64_t seed = 1; seed <= 8; ++seed)
        if (fails)
          f.run(seed, {9}, run::Status::failed, "it failed");
        else
          f.run(seed, {9, loss * (1 + 0.1 * static_cast<double>(seed))});
    }
  const auto text = render(f);
  EXPECT_THAT(text,
              HasSubstr("**Against the baseline, b** (p: Wilcoxon's signed-rank test, corrected for 2 comparisons"));
  EXPECT_THAT(text, HasSubstr("| 0.016 | 8 | 0 | 0 | 1.00 / 0.00 / 0.00 | better |"));
  EXPECT_THAT(text,
              HasSubstr("**Against the baseline, b, on 2 problems** (wins and losses: the difference is significant "
                        "at level\n0.05; ties: all others)"));
  EXPECT_THAT(text, HasSubstr("| a | 2 | 0 | 0 | 0.5 |"));
  EXPECT_THAT(text, HasSubstr("Skillings and Mack's test of equal ranks, by permutation: T = "));
  EXPECT_THAT(text, HasSubstr("Anytime performance"));
}

TEST_F(ReportTest, LongOnesHaveAFileForEachProblem) {
  const auto comparison = statistics::compare({small().source()});
  const auto whole = render_markdown(comparison, charts, templates, warnings);
  EXPECT_THAT(whole.problems, IsEmpty());
  const auto apart = render_markdown(comparison, charts, templates, warnings, whole.text.size() - 1);
  ASSERT_EQ(apart.problems.size(), 2U);
  EXPECT_THAT(apart.text, HasSubstr("[wells](problems/e1p1.md)"));
  EXPECT_THAT(apart.text, HasSubstr("- [1.1 wells](problems/e1p1.md): quick needed the fewest steps"));
  EXPECT_THAT(apart.text, HasSubstr("| quick | 1.0 |")) << "the matrix";
  EXPECT_LT(apart.text.size(), whole.text.size() / 2);
  const auto& problem = apart.problems.at("problems/e1p1.md");
  EXPECT_THAT(problem, AllOf(HasSubstr("### 1.1 wells"), HasSubstr("](../charts/1-1-loss-steps.svg)"),
                             HasSubstr("[small](../report.md)")));
}

TEST_F(ReportTest, EveryPictureThatItShowsIsThere) {
  const auto text = render(small());
  std::size_t pictures = 0;
  for (auto at = text.find("](charts/"); at != std::string::npos; at = text.find("](charts/", at + 1), ++pictures) {
    const auto file = text.substr(at + 9, text.find(')', at) - at - 9);
    EXPECT_TRUE(fs::exists(charts / file)) << file;
  }
  EXPECT_EQ(pictures, 9U);
}

TEST_F(ReportTest, SectionsThatAreLeftOutLeaveNoBlankLinesAndOutputsKeepTheirs) {
  statistics::Fabricated f;
  f.add("p", "a");
  f.run(1, {9}, run::Status::failed, "it failed").output = "one\n\n\n\ntwo\n";
  auto text = render(f);
  const std::string output = "```\none\n\n\n\ntwo\n```";
  const auto at = text.find(output);
  ASSERT_NE(at, std::string::npos);
  text.replace(at, output.size(), "output");
  EXPECT_THAT(text, Not(HasSubstr("\n\n\n")));
}

TEST_F(ReportTest, ATieHasNoBest) {
  statistics::Fabricated f;
  for (const auto& [name, loss] : {std::pair{"a", 1.0}, {"b", 1.0}, {"c", 2.0}}) {
    f.add("p", name);
    f.run(1, {9, loss});
  }
  EXPECT_THAT(render(f), HasSubstr("[p](#e1p1) | none: 2 are tied | 1 | c | 2 | – |"));
}

TEST_F(ReportTest, NamesCannotChangeThePage) {
  const std::string name = "<img src=x>|`$x$`{{title}}";
  statistics::Fabricated f;
  f.plan.suite = f.plan.about = f.plan.experiments[0].name = name;
  f.add(name, name);
  f.run(1, {9, 1}, run::Status::failed, name);
  f.add(name, name + "2");
  f.run(1, {9, 1});
  const auto text = render(f);
  EXPECT_THAT(text, Not(HasSubstr("<img")));
  EXPECT_THAT(text, Not(HasSubstr("x>|")));
  EXPECT_THAT(text, HasSubstr(R"(&lt;img src=x&gt;\|\`\$x\$\`{{title}})"));
}

TEST_F(ReportTest, WithoutGnuplotItHasNoChartsAndSaysSo) {
  const EmptyPath path;
  const auto text = render(small());
  ASSERT_EQ(warnings.size(), 1U);
  EXPECT_THAT(warnings[0], HasSubstr("no charts, because gnuplot was not found"));
  EXPECT_THAT(text, AllOf(HasSubstr("gnuplot was not found"), Not(HasSubstr(".svg"))));
}

TEST_F(ReportTest, OfNothingSaysThatThereIsNothing) {
  statistics::Fabricated f;
  f.add("p", "a");
  f.plan_run(1);
  EXPECT_THAT(render(f), AllOf(HasSubstr("There are no results yet."), HasSubstr("1 missing")));
}

class WriteReportTest : public ReportTest {
 protected:
  void SetUp() override {
    ReportTest::SetUp();
    const auto f = small();
    store::Store store(folder / "results", store::Store::Mode::write);
    store.put_plan(f.plan, f.provenance);
    for (const auto& c : f.plan.cases) store.put_info(run::problem_key(c), f.info.at(c.problem.label));
    const auto source = f.source();
    for (const auto& run : f.plan.runs)
      if (const auto record = source.record(run.id)) store.put(*record);
  }
  fs::path out() const { return folder / "out"; }
};

TEST_F(WriteReportTest, WritesTextNumbersAndCharts) {
  const auto written = writer::write_report({folder / "results"}, out(), templates);
  EXPECT_THAT(written.warnings, IsEmpty());
  EXPECT_EQ(written.folder, out());
  EXPECT_THAT(test::read_file(out() / "report.md"),
              testing::StartsWith(test::read_file(test::tests_folder() + "/markdown/golden.md")))
      << "from a store as from memory";
  const auto json = Json::parse(test::read_file(out() / "report.json"));
  EXPECT_EQ(json["experiments"][0]["name"], "Wells");
  EXPECT_TRUE(fs::exists(out() / "charts/1-1-loss-steps.svg"));
  EXPECT_THAT(test::read_file(out() / "report.html"), HasSubstr("<title>small</title>"));
}

TEST_F(WriteReportTest, ItsNumbersAreAsTheSchemaSays) {
  if (std::system("python3 -c 'import jsonschema' 2> /dev/null") != 0) GTEST_SKIP() << "there is no python3-jsonschema";
  writer::write_report({folder / "results"}, out(), templates);
  const auto command = "python3 " + test::tests_folder() + "/support/validate_report.py " + test::source_folder() +
                       "/docs/report.schema.json " + (out() / "report.json").string();
  EXPECT_EQ(std::system(command.c_str()), 0);
}

TEST_F(WriteReportTest, ReplacesAnOldReportAsAWhole) {
  writer::write_report({folder / "results"}, out(), templates);
  std::ofstream(out() / "charts/of-an-older-suite.svg") << "x";
  std::ofstream(out() / "report.manifest", std::ios::app) << "charts/of-an-older-suite.svg\n";
  std::ofstream(out() / "notes.txt") << "the user's own";
  EXPECT_THAT(writer::write_report({folder / "results"}, out(), templates).warnings, IsEmpty());
  EXPECT_FALSE(fs::exists(out() / "charts/of-an-older-suite.svg"));
  EXPECT_TRUE(fs::exists(out() / "notes.txt"));
}

TEST_F(WriteReportTest, NamesAndLeavesForeignFilesAmongCharts) {
  fs::create_directories(out() / "charts/more");
  std::ofstream(out() / "charts/thesis.svg") << "mine";
  std::ofstream(out() / "charts/more/a.svg") << "mine";
  for (int i = 0; i < 2; ++i) {
    const auto written = writer::write_report({folder / "results"}, out(), templates);
    EXPECT_THAT(written.warnings, testing::ElementsAre(AllOf(HasSubstr("charts/more"), HasSubstr("is left")),
                                                       AllOf(HasSubstr("charts/thesis.svg"), HasSubstr("is left"))));
  }
  EXPECT_EQ(test::read_file(out() / "charts/thesis.svg"), "mine");
  EXPECT_EQ(test::read_file(out() / "charts/more/a.svg"), "mine");
}

TEST_F(WriteReportTest, ReplacesNoFileThatSlalomDidNotWrite) {
  const auto refused = [&](const char* name) {
    return testing::ThrowsMessage<process::FileError>(
        AllOf(HasSubstr((out() / name).string()), HasSubstr("was not written by slalom")));
  };
  for (const auto* name : {"report.md", "report.html", "charts/1-1-loss-steps.svg"}) {
    fs::create_directories(out() / "charts");
    std::ofstream(out() / name) << "mine";
    EXPECT_THAT([&] { writer::write_report({folder / "results"}, out(), templates); }, refused(name));
    EXPECT_EQ(test::read_file(out() / name), "mine");
    fs::remove_all(out());
  }
}

TEST_F(WriteReportTest, FollowsNoLinkAndNoManifestOutOfItsFolder) {
  fs::create_directories(folder / "elsewhere");
  std::ofstream(folder / "elsewhere/a.svg") << "mine";
  fs::create_directories(out());
  std::ofstream(out() / "report.manifest") << "../elsewhere/a.svg\ncharts/../../elsewhere/a.svg\ncharts/..\n";
  writer::write_report({folder / "results"}, out(), templates);
  fs::remove_all(out() / "charts");
  fs::create_directory_symlink(folder / "elsewhere", out() / "charts");
  EXPECT_THAT([&] { writer::write_report({folder / "results"}, out(), templates); },
              testing::ThrowsMessage<process::FileError>(HasSubstr("charts is not a folder")));
  EXPECT_EQ(test::read_file(folder / "elsewhere/a.svg"), "mine");
}

TEST_F(WriteReportTest, ReplacesAReportThatIsOlderThanManifests) {
  writer::write_report({folder / "results"}, out(), templates);
  fs::remove(out() / "report.manifest");
  EXPECT_THAT(writer::write_report({folder / "results"}, out(), templates).warnings, IsEmpty());
  EXPECT_TRUE(fs::exists(out() / "report.manifest"));
}

TEST_F(WriteReportTest, AFailureLeavesTheOldReportAlone) {
  fs::create_directories(out() / "charts");
  std::ofstream(out() / "report.manifest") << "report.md\ncharts/old.svg\n";
  std::ofstream(out() / "report.md") << "old";
  std::ofstream(out() / "charts/old.svg") << "old";
  fs::create_directories(folder / "no templates");
  EXPECT_THROW(writer::write_report({folder / "results"}, out(), folder / "no templates"), std::runtime_error);
  EXPECT_THROW(writer::write_report({folder / "nothing here"}, out(), templates), store::StoreError);
  EXPECT_EQ(test::read_file(out() / "report.md"), "old");
  EXPECT_EQ(test::read_file(out() / "charts/old.svg"), "old");
  EXPECT_EQ(std::distance(fs::directory_iterator(out()), fs::directory_iterator()), 3) << "nothing half-done remains";
}

}  // namespace
}  // namespace slalom::markdown
