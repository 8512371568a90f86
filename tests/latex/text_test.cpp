// Escaping, rounding, names and sources.
#include "latex/escape.hpp"
#include "latex/names.hpp"
#include "latex/reference.hpp"
#include "latex/table.hpp"

#include <gmock/gmock.h>

#include <limits>

namespace slalom::latex {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

TEST(Latex, EscapesWhatItWouldTakeForCommands) {
  EXPECT_EQ(latex("two_wells"), "two\\_wells");
  EXPECT_EQ(latex("50% & #1 $x"), "50\\% \\& \\#1 \\$x");
  EXPECT_EQ(latex("{a}"), "\\textbraceleft{}a\\textbraceright{}");
  EXPECT_EQ(latex("~^\\"), "\\textasciitilde{}\\textasciicircum{}\\textbackslash{}");
  EXPECT_EQ(latex("\\input{x}"), "\\textbackslash{}input\\textbraceleft{}x\\textbraceright{}");
  EXPECT_EQ(latex("a<b|c>d"), "a\\textless{}b\\textbar{}c\\textgreater{}d");
  EXPECT_EQ(latex("plain text 1.5e-3"), "plain text 1.5e-3");
}

TEST(Latex, ArgumentsAndLigaturesAreNone) {
  EXPECT_EQ(latex("[2pt]*"), "{[}2pt{]}{*}");
  EXPECT_EQ(latex("--names---"), "-{}-names-{}-{}-");
  EXPECT_EQ(latex("``it''"), "\\textasciigrave{}\\textasciigrave{}it'{}'");
}

TEST(Latex, OtherAlphabets) {
  EXPECT_EQ(latex("η=0.1"), "\\ensuremath{\\eta}=0.1");
  EXPECT_EQ(latex("Pólya, Gauß"), "Pólya, Gauß");
  EXPECT_EQ(latex("中"), "{[}U+4E2D{]}");
  EXPECT_EQ(latex("𝛼"), "{[}U+1D6FC{]}");
}

std::vector<std::string> texts(const std::vector<LatexCell>& cells) {
  std::vector<std::string> all;
  for (const auto& cell : cells) all.push_back(cell.text);
  return all;
}

TEST(LatexTables, NumbersOfAColumnAreRoundedAlike) {
  const double nan = std::numeric_limits<double>::quiet_NaN(), infinite = std::numeric_limits<double>::infinity();
  EXPECT_THAT(texts(number_cells({0.123456, 12.3456, infinite, nan}, 3)),
              ElementsAre("0.123", "12.3", "$\\infty$", "--"));
  EXPECT_THAT(texts(number_cells({1.23456e-7, 0.999951, 0}, 4)), ElementsAre("1.235e-7", "1.000e0", "0"));
  EXPECT_THAT(texts(number_cells({148, 12345}, 4)), ElementsAre("148", "12345"));
  EXPECT_FALSE(number_cells({infinite}, 4).front().number);
}

LatexTable table_of(const std::vector<double>& values, int digits) {
  LatexTable table{.label = "t", .caption = "c", .note = "n", .columns = {{"Name", {}}}};
  for (std::size_t i = 0; i < values.size(); ++i) table.columns[0].cells.push_back({"x" + std::to_string(i)});
  table.columns.push_back({"Value", number_cells(values, digits)});
  return table;
}

TEST(LatexTables, ColumnsAreAsWideAsTheirNumbers) {
  EXPECT_THAT(to_text(table_of({0.5, -12.25}, 4)), HasSubstr("{@{}lS[table-format=-2.4]@{}}"));
  EXPECT_THAT(to_text(table_of({1.5e-12, 2e3}, 3)), HasSubstr("S[table-format=1.2e-2]"));
  EXPECT_THAT(to_text(table_of({1.5e7, 2e12}, 3)), HasSubstr("S[table-format=1.2e2]"));
  EXPECT_THAT(to_text(table_of({7, 1234}, 3)), HasSubstr("S[table-format=4.0]"));
}

TEST(LatexTables, BoldAndWordsInColumnsOfNumbers) {
  auto table = table_of({0.5, std::numeric_limits<double>::infinity()}, 3);
  table.columns[1].cells[0].bold = true;
  const auto text = to_text(table);
  EXPECT_THAT(text, HasSubstr("{x0} & \\bfseries 0.500 \\\\\n"));
  EXPECT_THAT(text, HasSubstr("{x1} & {$\\infty$} \\\\\n"));
  EXPECT_THAT(text, HasSubstr("{Name} & {Value} \\\\\n"));
}

TEST(LatexTables, LongOnesBreakOverPages) {
  EXPECT_THAT(to_text(table_of(std::vector<double>(40, 1.5), 3)), Not(HasSubstr("longtable")));
  EXPECT_THAT(to_text(table_of(std::vector<double>(41, 1.5), 3)), HasSubstr("\\begin{longtable}"));
}

TEST(PaperNames, SayWhatTheyAreAndDiffer) {
  EXPECT_EQ(plain_name("Two wells, f_1"), "two-wells-f-1");
  EXPECT_EQ(plain_name("../..//"), "unnamed");
  EXPECT_EQ(plain_name("σ² = 4"), "4");
  statistics::Comparison c;
  c.experiments.resize(2);
  for (const auto* label : {"two_wells", "two wells", "all"}) c.experiments[0].problems.emplace_back().label = label;
  c.experiments[1].problems.emplace_back().label = "two_wells";
  EXPECT_THAT(problem_names(c),
              ElementsAre(ElementsAre("e1-two-wells", "e1-two-wells-2", "e1-all-2"), ElementsAre("e2-two-wells")));
  const std::vector<statistics::Metric> measures{{"loss"}, {"test_loss"}};
  EXPECT_EQ(chart_name("e1-a-loss-steps.pdf", "e1-a", measures), "e1-a-loss-vs-steps.pdf");
  EXPECT_EQ(chart_name("e1-a-metric1-epochs.pdf", "e1-a", measures), "e1-a-test-loss-vs-epochs.pdf");
}

TEST(Bibliography, AuthorsAndYearsAreThoseOfThePlugin) {
  const Reference adam{"optimizer", "adam", "Adam", "Kingma & Ba 2015, algorithm 1"};
  const auto text = bibliography({adam}, "0.2.0");
  EXPECT_THAT(text, HasSubstr("@misc{optimizer:adam,\n  author = {{Kingma} and {Ba}},\n  year = {2015},\n"
                              "  key = {adam},\n  title = {{Adam}},\n"
                              "  note = {The optimizer adam of Slalom cites: Kingma \\& Ba 2015, algorithm 1}\n}\n"));
  EXPECT_THAT(text, HasSubstr("@misc{slalom,"));
  EXPECT_THAT(text, HasSubstr("Version 0.2.0"));
}

TEST(Bibliography, AYearMayStandInParentheses) {
  EXPECT_THAT(bibliography({{"optimizer", "my_rule.py:my_rule", "Heavy ball", "Polyak (1964)"}}, "1"),
              HasSubstr("@misc{optimizer:my_rule.py:my_rule,\n  author = {{Polyak}},\n  year = {1964},\n"));
}

TEST(Bibliography, EachSourceHasAnEntry) {
  const Reference sam{"optimizer", "my_sam", "Sharp_{",
                      "Foret et al. 2021, algorithm 1; Reddi, Kale & Kumar 2018; not cross-checked"};
  EXPECT_THAT(keys(sam), ElementsAre("optimizer:my_sam", "optimizer:my_sam-2"));
  const auto text = bibliography({sam}, "1");
  EXPECT_THAT(text, HasSubstr("author = {{Foret} and others}"));
  EXPECT_THAT(text, HasSubstr("author = {{Reddi} and {Kale} and {Kumar}}"));
  EXPECT_THAT(text, HasSubstr("title = {{Sharp\\_\\textbraceleft{}}}"));
  EXPECT_THAT(text, Not(HasSubstr("not cross-checked")));
  EXPECT_THAT(keys({"problem", "two_wells", "", "lecture on optimization"}), ElementsAre("problem:two_wells"));
  EXPECT_THAT(keys({"problem", "own", "", ""}), IsEmpty());
}

}  // namespace
}  // namespace slalom::latex
