// The whole export: what tables say, and that LaTeX, BibTeX and gnuplot take it.
#include "latex/export_latex.hpp"

#include "../statistics/fabricated.hpp"
#include "latex/escape.hpp"
#include "latex/methods.hpp"
#include "latex/tables.hpp"
#include "statistics/compare.hpp"
#include "support/read_file.hpp"
#include "support/temporary_folder.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <sys/wait.h>

#include <cstdlib>
#include <fstream>

namespace slalom::latex {
namespace {

namespace fs = std::filesystem;
using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

constexpr auto nasty = "_x%&#{}~^\\$[2]*";

/// A goal with a divergence and a failure, and a problem with test metrics and more optimizers than a page has rows.
statistics::Fabricated race(const std::string& name) {
  statistics::Fabricated f;
  f.plan.suite = "race" + name;
  f.plan.experiments[0].name = "Wells" + name;
  f.plan.experiments.push_back({.name = "Learning" + name, .about = ""});
  f.provenance = {{"program", {{"version", "0.2.0"}, {"commit", "abc" + name}}}};
  f.info["wells" + name].minimum = -5;
  for (const auto& [optimizer, factor] : {std::pair{"quick", 1}, {"slow", 10}}) {
    auto& c = f.add("wells" + name, optimizer + name);
    c.stop.distance = 1e-3;
    c.targets = {0.1, 1e-5};
    for (std::uint64_t seed = 1; seed <= 10; ++seed) {
      auto& r = f.run(seed, {3, -4, -5 + 1.23456e-6 * factor * double(seed)}, run::Status::target, "goal");
      r.steps = r.evaluations = std::uint64_t(factor) * 10 + seed;
      r.targets = {{.target = 0.1, .reached = true, .step = r.steps - 5, .evaluations = r.steps - 5},
                   {.target = 1e-5, .reached = seed > 5, .step = r.steps - 1, .evaluations = r.steps - 1}};
    }
  }
  f.add("wells" + name, "wild" + name).stop.distance = 1e-3;
  for (std::uint64_t seed = 1; seed <= 9; ++seed) f.run(seed, {3, 1e90}, run::Status::diverged, "not finite");
  f.run(10, {3}, run::Status::failed, "it failed");
  f.info["digits" + name].metrics = {"test_loss"};
  for (int i = 0; i < 45; ++i) {
    f.add("digits" + name, fmt::format("a{}{}", i, name), 1);
    for (std::uint64_t seed = 1; seed <= 6; ++seed)
      f.run(seed, {2.3, 0.5, 0.2 + 0.01 * i + 0.001 * double(seed)}).metrics = {2.3, 1.1, 1.0 + 0.02 * i};
  }
  return f;
}

std::vector<Reference> sources() {
  return {{"optimizer", "adam", "Adam", "Kingma & Ba 2015, algorithm 1"},
          {"optimizer", "my_rule.py:my_rule", nasty, nasty},
          {"problem", "two_wells", "Two wells", "lecture on optimization"}};
}

int run(const std::string& command) {
  const int status = std::system(command.c_str());
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

bool have(const std::string& program) { return run("command -v " + program + " >/dev/null 2>&1") == 0; }

bool have_latex() { return have("pdflatex") && run("kpsewhich siunitx.sty booktabs.sty >/dev/null 2>&1") == 0; }

constexpr auto no_latex = "there is no pdflatex with siunitx and booktabs: scripts/bootstrap.sh --tests installs them";

/// What LaTeX complains of; empty if it made the document.
std::string errors(const fs::path& folder, const std::string& document) {
  const auto command =
      fmt::format("cd '{}' && pdflatex -interaction=nonstopmode -halt-on-error -no-shell-escape {} >out.txt 2>&1",
                  folder.string(), document);
  if (run(command) != 0) return test::read_file(folder / "out.txt");
  return "";
}

TEST(PaperTables, FinalLossHasTheBestInBoldAndMarks) {
  const auto f = race("_1");
  const auto c = statistics::compare({f.source()});
  const auto text = to_text(final_table(c.experiments[0].problems[0], 0));
  // Medians of ten seeds: 5.5 times 1.23456e-6 = 6.790e-6, which a gap to -5 has to about 1e-15.
  EXPECT_THAT(text, HasSubstr("{quick\\_1} & \\bfseries 6.790e-6 & "));
  EXPECT_THAT(text, HasSubstr("{slow\\_1\\textsuperscript{*}} & 6.790e-5 & "));
  EXPECT_THAT(text, HasSubstr("{wild\\_1\\textsuperscript{*}} & {diverged or failed} & "));
  EXPECT_THAT(text, HasSubstr("\\caption{Final gap to the known minimum on wells\\_1: medians over 10 seeds.}"));
  EXPECT_THAT(text, HasSubstr("Wilcoxon signed-rank test, paired over 10 seeds"));
}

TEST(PaperTables, TimeToTargetCountsTheRunsThatCameThere) {
  const auto f = race("");
  const auto c = statistics::compare({f.source()});
  const auto table = time_table(c.experiments[0].problems[0]);
  const auto text = to_text(table);
  // Mean of 11-5 … 20-5 steps is 10.5; five of ten runs reached 1e-5: (11 + … + 15 + 15 + … + 19) / 5 = 30.
  EXPECT_THAT(text, HasSubstr("{quick} & \\bfseries 10.50 & {10/10} & \\bfseries 30 & {5/10}"));
  EXPECT_THAT(text, HasSubstr("gap $\\leq$ \\num{0.1}"));
  EXPECT_THAT(text, HasSubstr("{wild\\textsuperscript{*}} & {--} & {--} & {--} & {--} & {$\\infty$} & {0/"));
}

TEST(PaperTables, PairwiseAgreesWithTheComparison) {
  const auto f = race("");
  const auto p = statistics::compare({f.source()}).experiments[0].problems[0];
  const auto text = to_text(pairwise_table(p));
  EXPECT_THAT(text, HasSubstr("{slow} & "));
  EXPECT_THAT(text, Not(HasSubstr("{quick} & ")));
  EXPECT_THAT(text, HasSubstr("Each optimizer against quick on wells"));
}

TEST(PaperTables, LevelAndBaselineAreTheReports) {
  const auto f = race("_1");
  const auto c = statistics::compare({f.source()}, {.alpha = 0.01, .baseline = "slow_1"});
  const auto& p = c.experiments[0].problems[0];
  const auto text = to_text(against_baseline_table(p));
  EXPECT_THAT(text, AllOf(HasSubstr("against the baseline, slow\\_1, on wells\\_1"), HasSubstr("{99\\,\\% from}"),
                          HasSubstr("with its 99\\,\\% interval"), HasSubstr("(Holm); level 0.01"),
                          HasSubstr("{quick\\_1} & 0.147 & "), Not(HasSubstr("{slow\\_1} &"))));
  // Steps 10 + s and 100 + s: the geometric mean of 15 / 105 and 16 / 106. Ten seeds, two comparisons: Holm's first p
  // is 2 times 2 / 1024.
  EXPECT_THAT(text, HasSubstr(" & 0.0039 & 10 & 0 & 0 & {better}"));
  EXPECT_THAT(to_text(pairwise_table(p)), AllOf(HasSubstr("{99\\,\\% from}"), HasSubstr("level 0.01")));
  EXPECT_THAT(to_text(final_table(p, 0)), HasSubstr("{95\\,\\% from}")) << "that of a median is no part of the test";
  EXPECT_THAT(methods_text(c, {}), HasSubstr("compared with a baseline, slow_1, by the same test"));
  EXPECT_THAT(against_baseline_table(statistics::compare({f.source()}).experiments[0].problems[0]).columns, IsEmpty());
}

TEST(PaperTables, WinsAndLossesAreCountedOverProblems) {
  statistics::Fabricated f;
  for (const auto* problem : {"p", "q"})
    for (const auto& [name, factor] : {std::pair{"base", 2.0}, {"better", 1.0}}) {
      f.add(problem, name);
      for (std::uint64_t seed = 1; seed <= 10; ++seed) f.run(seed, {90, factor * static_cast<double>(seed)});
    }
  f.plan.experiments[0].baseline = "base";
  const auto c = statistics::compare({f.source()});
  EXPECT_THAT(to_text(wins_table(c.experiments[0].baseline, "of one", 0.05)),
              AllOf(HasSubstr("the baseline, base, on 2 problems of one."), HasSubstr("{better} & 2 & 0 & 0 & 0.500")));
}

TEST(PaperMethods, SayWhatThePlanSays) {
  const auto f = race("_1");
  const auto c = statistics::compare({f.source()});
  const auto text = methods_text(c, sources());
  EXPECT_THAT(text, AllOf(HasSubstr("Slalom (version 0.2.0)"), HasSubstr("10 seeds, 1 to 10 on wells_1"),
                          HasSubstr("6 seeds, 1 to 6 on digits_1"), HasSubstr("The budget of a run was 100 steps."),
                          HasSubstr("Settings were not tuned."), HasSubstr("Wilcoxon"), HasSubstr("below 0.05"),
                          HasSubstr("adam (Kingma & Ba 2015, algorithm 1)")));
  const auto tex = methods_latex(c, sources());
  EXPECT_THAT(tex, AllOf(HasSubstr("adam~\\cite{optimizer:adam}"), HasSubstr("wells\\_1"), HasSubstr("95 \\%"),
                         HasSubstr("Slalom~\\cite{slalom}")));
}

TEST(Paper, OfRunsThatAllFailedIsNotWritten) {
  const test::TemporaryFolder folder;
  statistics::Fabricated f;
  f.add("p", "a");
  f.run(1, {3}, run::Status::failed, "it failed");
  EXPECT_THAT(export_latex(statistics::compare({f.source()}), sources(), std::nullopt, folder.path() / "paper"),
              ElementsAre(HasSubstr("no run has given a result")));
  EXPECT_FALSE(exists(folder.path() / "paper"));
}

TEST(Paper, LatexAndBibtexTakeAllOfIt) {
  if (!have_latex()) GTEST_SKIP() << no_latex;
  const test::TemporaryFolder folder;
  const auto f = race(nasty);
  EXPECT_THAT(export_latex(statistics::compare({f.source()}, {.alpha = 0.05, .baseline = std::string("quick") + nasty}),
                           sources(), std::nullopt, folder.path() / "paper"),
              IsEmpty());
  const auto paper = folder.path() / "paper";
  ASSERT_EQ(errors(paper, "paper"), "");
  ASSERT_EQ(run(fmt::format("cd '{}' && bibtex paper >bibtex.txt 2>&1", paper.string())), 0)
      << test::read_file(paper / "bibtex.txt");
  EXPECT_THAT(test::read_file(paper / "bibtex.txt"), Not(HasSubstr("Warning--I didn't find")));
  ASSERT_EQ(errors(paper, "paper"), "");
  ASSERT_EQ(errors(paper, "paper"), "");
  const auto log = test::read_file(paper / "paper.log");
  EXPECT_THAT(log, Not(HasSubstr("undefined references")));
  EXPECT_THAT(log, Not(HasSubstr("multiply defined")));
  EXPECT_THAT(log, Not(HasSubstr("Missing character")));
}

TEST(Paper, LatexTakesEveryLetterThatIsLeftAsItIs) {
  if (!have_latex()) GTEST_SKIP() << no_latex;
  const test::TemporaryFolder folder;
  std::string letters;
  const auto add = [&](std::uint32_t code) {
    std::string utf8;
    if (code < 0x80)
      utf8 = {char(code)};
    else if (code < 0x800)
      utf8 = {char(0xC0 | (code >> 6)), char(0x80 | (code & 0x3F))};
    else
      utf8 = {char(0xE0 | (code >> 12)), char(0x80 | ((code >> 6) & 0x3F)), char(0x80 | (code & 0x3F))};
    letters += latex(utf8) + "\n";
  };
  for (std::uint32_t code = 0x20; code < 0x500; ++code)
    if (code < 0x7F || code >= 0xA0) add(code);
  for (std::uint32_t code = 0x2000; code < 0x2300; ++code) add(code);
  std::ofstream(folder.path() / "letters.tex")
      << "\\documentclass{article}\n\\usepackage[utf8]{inputenc}\n\\begin{document}\n"
      << letters << "\\end{document}\n";
  EXPECT_EQ(errors(folder.path(), "letters"), "");
}

TEST(Paper, ChartsHaveTheirWidthAndTheirFonts) {
  const test::TemporaryFolder folder;
  const auto f = race("");
  const auto paper = folder.path() / "paper";
  EXPECT_THAT(export_latex(statistics::compare({f.source()}), {},
                           charts::Print{.format = "pdf", .width = 85, .font = 8}, paper),
              IsEmpty());
  const auto chart = test::read_file(paper / "e1-wells-loss-vs-steps.pdf");
  EXPECT_THAT(chart, testing::StartsWith("%PDF"));
  const auto box = chart.find("/MediaBox");
  ASSERT_NE(box, std::string::npos);
  double left = 1, bottom = 1, right = 0, top = 0;
  ASSERT_EQ(std::sscanf(chart.c_str() + box, "/MediaBox [ %lf %lf %lf %lf", &left, &bottom, &right, &top), 4);
  EXPECT_NEAR(right - left, 85 / 25.4 * 72, 1);
  EXPECT_THAT(chart, HasSubstr("/FontFile"));
  EXPECT_TRUE(fs::exists(paper / "e2-digits-test-loss-vs-steps.pdf"));
  if (!have_latex()) GTEST_SKIP() << no_latex;
  EXPECT_EQ(errors(paper, "paper"), "");
}

TEST(Paper, ChartsAsPictureOrPostscript) {
  const auto f = race("");
  for (const auto& [format, start] : {std::pair{"png", "\x89PNG"}, {"eps", "%!PS-Adobe"}}) {
    const test::TemporaryFolder folder;
    export_latex(statistics::compare({f.source()}), {}, charts::Print{.format = format, .width = 60, .font = 7},
                 folder.path());
    EXPECT_THAT(test::read_file(folder.path() / (std::string("e1-wells-loss-vs-steps.") + format)),
                testing::StartsWith(start));
  }
}

TEST(Paper, AnEarlierExportIsReplacedAndNothingElse) {
  const test::TemporaryFolder folder;
  const auto f = race("");
  const auto paper = folder.path() / "paper";
  export_latex(statistics::compare({f.source()}), sources(), std::nullopt, paper);
  statistics::Fabricated other;
  other.add("bowl", "sgd");
  other.run(1, {3, 2});
  export_latex(statistics::compare({other.source()}), sources(), std::nullopt, paper);
  EXPECT_FALSE(fs::exists(paper / "e1-wells-final-loss.tex"));
  EXPECT_TRUE(fs::exists(paper / "e1-bowl-final-loss.tex"));
  std::ofstream(folder.path() / "mine.tex") << "mine";
  EXPECT_THROW(export_latex(statistics::compare({other.source()}), {}, std::nullopt, folder.path()), store::StoreError);
}

}  // namespace
}  // namespace slalom::latex
