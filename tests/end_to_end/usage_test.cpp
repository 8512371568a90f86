// Help, and what is said of wrong requests.
#include "end_to_end/program.hpp"
#include "support/paths.hpp"
#include "support/read_file.hpp"

#include <gmock/gmock.h>

#include <algorithm>

namespace slalom::test {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::StartsWith;

class Help : public testing::TestWithParam<const char*> {};

TEST_P(Help, NamesUsageOptionsAndAnExample) {
  const TemporaryFolder folder;
  const auto help = slalom({GetParam(), "--help"}, folder.path());
  EXPECT_EQ(help.code, 0);
  EXPECT_THAT(help.out, AllOf(HasSubstr(std::string("Usage: slalom ") + GetParam()), HasSubstr("--help"),
                              HasSubstr(std::string("Examples:\n  slalom ") + GetParam())));
  EXPECT_THAT(help.err, IsEmpty());
  EXPECT_THAT(slalom({"--help"}, folder.path()).out, HasSubstr(std::string("\n  ") + GetParam() + " "));
}

INSTANTIATE_TEST_SUITE_P(Commands, Help,
                         testing::Values("run", "report", "export", "list", "show", "validate", "new", "bench", "check",
                                         "merge", "submit", "status", "compare", "replay", "help", "completion",
                                         "doctor", "clean", "verify"),
                         [](const auto& test) { return std::string(test.param); });

TEST_P(Help, IsTheSameByTheHelpCommand) {
  const TemporaryFolder folder;
  EXPECT_EQ(slalom({"help", GetParam()}, folder.path()).out, slalom({GetParam(), "--help"}, folder.path()).out);
}

TEST_P(Help, HasAManualPageThatTroffTakesWithoutWarning) {
  const TemporaryFolder folder;
  const auto page = slalom({"help", GetParam(), "--man"}, folder.path());
  EXPECT_EQ(page.code, 0);
  EXPECT_THAT(page.out, AllOf(HasSubstr(std::string("slalom\\-") + GetParam() + " \\- "), HasSubstr(".SH OPTIONS")));
  write(folder.path() / "page.1", page.out);
  const auto shown =
      command({"sh", "-c", "command -v groff >/dev/null || exit 0; groff -k -man -Tutf8 -ww page.1"}, folder.path());
  EXPECT_EQ(shown.code, 0);
  EXPECT_THAT(shown.err, IsEmpty());
}

TEST(Show, SaysWhatTheMinimumOfAProblemIsOrWhyItIsNotKnown) {
  const TemporaryFolder folder;
  const auto shown = [&](const char* name) { return slalom({"show", name}, folder.path()).out; };
  EXPECT_THAT(shown("rosenbrock"), HasSubstr("by default:\n  dimension: 2\n  minimum: 0\n"));
  EXPECT_THAT(shown("mlp"), HasSubstr("  minimum: not known: the loss is not convex\n"));
  EXPECT_THAT(shown("saddle"), HasSubstr("  minimum: not known: the function is unbounded below\n"));
  EXPECT_THAT(shown("shift"), testing::Not(HasSubstr("by default")));
  EXPECT_THAT(shown("adam"), testing::Not(HasSubstr("by default")));
}

/// What bash offers after these words, a line each.
std::string offered(const std::string& words, const fs::path& folder) {
  write(folder / "script", slalom({"completion", "bash"}, folder).out);
  const auto script =
      "slalom() { " + program().string() + " \"$@\"; }; . ./script; COMP_WORDS=(" + words +
      "); COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); _slalom 2>/dev/null; printf '%s\\n' \"${COMPREPLY[@]}\"";
  return command({"bash", "-c", script}, folder).out;
}

TEST(Completion, OffersCommandsOptionsPluginsAndSuites) {
  const TemporaryFolder folder;
  EXPECT_EQ(offered("slalom repl", folder.path()), "replay\n");
  EXPECT_EQ(offered("slalom run --jo", folder.path()), "--jobs\n");
  EXPECT_EQ(offered("slalom show nest", folder.path()), "nesterov\n");
  EXPECT_EQ(offered("slalom run lecture-", folder.path()), "lecture-tuned\n");
  EXPECT_EQ(offered("slalom completion fi", folder.path()), "fish\n");
  fs::create_directory(folder.path() / "results");
  EXPECT_EQ(offered("slalom run smoke --out res", folder.path()), "results\n");
  fs::create_directory(folder.path() / "my work");
  EXPECT_EQ(offered("slalom run smoke --out my", folder.path()), "my work\n");
  EXPECT_EQ(offered("slalom run smoke --sandbox req", folder.path()), "require\n");
  EXPECT_EQ(offered("slalom compare a b --format j", folder.path()), "junit\njson\n");
}

TEST(Completion, ScriptsNameEveryCommand) {
  const TemporaryFolder folder;
  const auto help = slalom({"--help"}, folder.path()).out;
  for (const auto* shell : {"bash", "zsh", "fish"}) {
    const auto script = slalom({"completion", shell}, folder.path());
    EXPECT_EQ(script.code, 0);
    for (const auto* name : {"run", "compare", "replay", "help", "completion", "version"}) {
      EXPECT_THAT(script.out, HasSubstr(name)) << shell;
      EXPECT_THAT(help, HasSubstr(name));
    }
  }
}

TEST(ShippedSuites, AreListedWithTheirFirstSentenceAndRunByName) {
  const TemporaryFolder folder;
  EXPECT_THAT(
      slalom({"list", "suites"}, folder.path()).out,
      HasSubstr("  smoke            SGD, momentum and Adam on a function of two variables and on a regression with "
                "mini-batches.\n"));
  EXPECT_THAT(slalom({"list", "suites"}, folder.path()).out, HasSubstr("(Hansen et al. 2009), in five dimensions"));
  EXPECT_EQ(slalom({"validate", "smoke"}, folder.path()).code, 0);
  const auto misspelt = slalom({"validate", "smokee"}, folder.path());
  EXPECT_EQ(misspelt.code, 2);
  EXPECT_THAT(misspelt.err, HasSubstr("did you mean 'smoke'?"));
  EXPECT_THAT(slalom({"validate", "suites/smoke.yaml"}, folder.path()).err,
              HasSubstr("suites/smoke.yaml: there is no such file; a suite 'smoke' ships: write smoke"));
  write(folder.path() / "smoke", "suite: 7, of mine");
  EXPECT_THAT(slalom({"validate", "smoke"}, folder.path()).err, StartsWith("slalom: 3 mistakes"))
      << "a file comes first";
}

TEST(Doctor, ShowsWhatWasFoundAndThatTheLectureCanRun) {
  const TemporaryFolder folder;
  const auto found = slalom({"doctor"}, folder.path());
  EXPECT_EQ(found.code, 0) << found.out << found.err;
  EXPECT_THAT(found.out,
              AllOf(HasSubstr("program       slalom "), HasSubstr("optimizers, "), HasSubstr("\npython        "),
                    HasSubstr("breast_cancer"), HasSubstr("\nlecture       can run: slalom run lecture\n")));
  const auto without = command({"env", "PATH=/nowhere", program().string(), "doctor"}, folder.path());
  EXPECT_THAT(without.out,
              HasSubstr("gnuplot       not found: reports have no charts; the Debian package gnuplot-nox"));
}

TEST(Selection, RunsAPartWhoseResultsCountForTheWhole) {
  const TemporaryFolder folder;
  write(
      folder.path() / "s.yaml",
      "suite: s\nseeds: 2\nbudget: {steps: 20}\nproblems: [two_wells, quadratic]\noptimizers: [sgd, adam, momentum]\n");
  const auto run = [&](std::vector<std::string> more) {
    more.insert(more.begin(), {"run", "s.yaml", "--out", "r", "--quiet"});
    return slalom(more, folder.path());
  };
  EXPECT_THAT(run({"--problem", "two_wells", "--optimizer", "adam"}).out, HasSubstr("s: 12 runs, 2 new"));
  EXPECT_THAT(read_file(folder.path() / "r/report.md"),
              AllOf(HasSubstr("makes the missing runs"), HasSubstr("No results yet on quadratic."),
                    HasSubstr("the learning rates of 1 pair of an optimizer"), Not(HasSubstr("Unknown minimum")),
                    Not(HasSubstr("Few seeds"))));
  ASSERT_EQ(slalom({"export", "r", "--format", "latex", "--out", "tex"}, folder.path()).code, 0);
  EXPECT_THAT(read_file(folder.path() / "tex/methods.tex"),
              AllOf(HasSubstr("on 1 problem, in 2 runs"), HasSubstr("(seeds 1, 2)")));
  EXPECT_FALSE(exists(folder.path() / "tex/e1-quadratic-final-loss.tex"));
  EXPECT_THAT(run({"--optimizer", "ad*", "--optimizer", "sgd"}).out, HasSubstr("s: 12 runs, 6 new"));
  EXPECT_THAT(run({}).out, HasSubstr("s: 12 runs, 4 new"));
  const auto misspelt = run({"--optimizer", "adm"});
  EXPECT_EQ(misspelt.code, 2);
  EXPECT_THAT(misspelt.err, HasSubstr("--optimizer 'adm' matches nothing in the suite; did you mean 'adam'?"));
}

TEST(Selection, OfAnExperimentTakesRunsThatAnotherHasToo) {
  const TemporaryFolder folder;
  write(folder.path() / "s.yaml",
        "suite: s\nseeds: 2\nbudget: {steps: 5}\nexperiments:\n"
        "  - {name: one, problems: [rosenbrock], optimizers: [sgd, adam]}\n"
        "  - {name: two, problems: [rosenbrock], optimizers: [sgd]}\n");
  EXPECT_THAT(slalom({"run", "s.yaml", "--experiment", "two", "--quiet"}, folder.path()).out, HasSubstr(" 2 new"));
  EXPECT_THAT(slalom({"run", "s.yaml", "--experiment", "two", "--fresh", "--quiet"}, folder.path()).out,
              HasSubstr(" 2 new"));
  EXPECT_THAT(slalom({"run", "s.yaml", "--quiet"}, folder.path()).out, HasSubstr(" 2 new"));
  EXPECT_THAT(read_file(folder.path() / "results/s/report.md"),
              HasSubstr("slalom run s.yaml --experiment two --quiet\n"
                        "slalom run s.yaml --experiment two --fresh --quiet\nslalom run s.yaml --quiet\n"));
}

TEST(Selection, OfATunedSuiteSaysWhatIsNotTunedYet) {
  const TemporaryFolder folder;
  write(folder.path() / "s.yaml",
        "suite: s\nseeds: 2\nbudget: {steps: 20}\ntune: {trials: 2}\nproblems: [two_wells, quadratic]\n"
        "optimizers: [sgd, adam]\n");
  ASSERT_EQ(slalom({"run", "s.yaml", "--problem", "two_wells", "--quiet"}, folder.path()).code, 0);
  const auto report = read_file(folder.path() / "results/s/report.md");
  EXPECT_THAT(report, HasSubstr("2 of 4 pairs of an optimizer and a problem are not tuned yet, and have no runs."));
  EXPECT_THAT(report, Not(HasSubstr("0 trials")));
}

TEST(Selection, OfALabelWithBracketsIsThatLabel) {
  const TemporaryFolder folder;
  write(folder.path() / "s.yaml",
        "suite: s\nseeds: 2\nbudget: {steps: 2}\nproblems: [{problem: mlp, hidden: [[3, 2], [4]]}]\n"
        "optimizers: [sgd]\n");
  const auto ended = slalom({"run", "s.yaml", "--quiet", "--problem", "mlp (hidden=[3, 2])"}, folder.path());
  EXPECT_THAT(ended.out, HasSubstr("s: 4 runs, 2 new"));
  const auto again = slalom({"replay", "results/s", "--problem", "mlp (hidden=[3, 2])", "--seed", "1"}, folder.path());
  EXPECT_EQ(again.code, 0) << again.err;
  EXPECT_THAT(again.out, HasSubstr("the same, bit for bit"));
}

TEST(Clean, RemovesWhatNoSuiteAsksForAnyMore) {
  const TemporaryFolder folder;
  const auto suite = [&](const std::string& optimizers) {
    write(folder.path() / "s.yaml",
          "suite: s\nseeds: 3\nbudget: {steps: 20}\nproblems: [quadratic]\noptimizers: " + optimizers);
    return slalom({"run", "s.yaml", "--out", "r", "--quiet"}, folder.path());
  };
  ASSERT_EQ(suite("[sgd, adam]\n").code, 0);
  ASSERT_EQ(suite("[sgd]\n").code, 0);
  EXPECT_THAT(slalom({"clean", "r"}, folder.path()).out, HasSubstr("r: 3 of 6 results are no longer asked for\n"));
  EXPECT_THAT(slalom({"clean", "r"}, folder.path()).out, HasSubstr("3 of 6")) << "nothing is removed without --yes";
  EXPECT_THAT(slalom({"clean", "r", "--yes"}, folder.path()).out, HasSubstr("removed; disk space"));
  EXPECT_THAT(slalom({"clean", "r"}, folder.path()).out, HasSubstr("r: 0 of 3 results"));
  EXPECT_THAT(suite("[sgd]\n").out, HasSubstr("s: 3 runs, 0 new"));
  EXPECT_THAT(suite("[sgd, adam]\n").out, HasSubstr("s: 6 runs, 3 new"));
}

TEST(Version, IsOneLine) {
  const TemporaryFolder folder;
  const auto version = slalom({"--version"}, folder.path());
  EXPECT_EQ(slalom({"version"}, folder.path()).out, version.out);
  EXPECT_EQ(version.code, 0);
  EXPECT_THAT(version.out, testing::MatchesRegex("slalom [0-9.]+ \\(commit [^ ]+, .*\\)\n"));
}

struct Wrong {
  const char* name;
  std::vector<std::string> arguments;
  std::vector<std::string> said;
};

class WrongRequest : public testing::TestWithParam<Wrong> {};

TEST_P(WrongRequest, SaysWhatWouldBeRightAndExitsWith2) {
  const TemporaryFolder folder;
  const auto ended = slalom(GetParam().arguments, folder.path());
  EXPECT_EQ(ended.code, 2);
  EXPECT_THAT(ended.out, IsEmpty());
  for (const auto& said : GetParam().said) EXPECT_THAT(ended.err, HasSubstr(said));
  EXPECT_TRUE(fs::is_empty(folder.path()));
}

INSTANTIATE_TEST_SUITE_P(
    Requests, WrongRequest,
    testing::Values(
        Wrong{"nothing", {}, {"Usage: slalom COMMAND"}},
        Wrong{"command", {"rnu"}, {"unknown command 'rnu'", "did you mean 'run'?"}},
        Wrong{"option", {"run", "a.yaml", "--job", "2"}, {"unknown option '--job'", "did you mean '--jobs'?"}},
        Wrong{"option_of_no_command", {"run", "a.yaml", "--retries", "2"}, {"unknown option '--retries'"}},
        Wrong{"no_suite", {"run"}, {"SUITE is missing", "slalom run --help"}},
        Wrong{"count_of_nothing", {"run", "a.yaml", "--jobs", "0"}, {"--jobs must be an integer, at least 1, not '0'"}},
        Wrong{"negative_count", {"run", "a.yaml", "--seeds=-3"}, {"--seeds must be an integer, at least 1", "'-3'"}},
        Wrong{"count_that_is_no_number",
              {"run", "a.yaml", "--seeds", "3x"},
              {"--seeds must be an integer, at least 1", "'3x'"}},
        Wrong{"option_without_value", {"run", "a.yaml", "--out"}, {"--out"}},
        Wrong{"suite_that_is_not_there", {"run", "no_such.yaml"}, {"no_such.yaml"}},
        Wrong{"plugin_folder_that_is_not_there",
              {"list", "--plugin-path", "nowhere"},
              {"nowhere", "there is no such folder"}},
        Wrong{"kind", {"list", "optimizer"}, {"did you mean 'optimizers'?", "schedules"}},
        Wrong{"name", {"show", "adm"}, {"'adm'", "did you mean 'adam'?", "found with --plugin-path DIR"}},
        Wrong{"name_in_capitals", {"show", "SGD"}, {"did you mean 'sgd'?"}},
        Wrong{"one_too_many", {"show", "adam", "sgd"}, {"unexpected argument 'sgd'"}},
        Wrong{
            "format", {"export", ".", "--format", "cvs", "--out", "o"}, {"did you mean 'csv'?", "csv, parquet, json"}},
        Wrong{"export_without_format", {"export", ".", "--out", "o"}, {"--format"}},
        Wrong{"report_of_several_without_a_place", {"report", "a", "b"}, {"--out"}},
        Wrong{"benchmark_option", {"bench", "--benchmark_nonsense=1"}, {"--benchmark_nonsense"}},
        Wrong{"thing_to_begin", {"new", "optimiser", "x"}, {"did you mean 'optimizer'?"}},
        Wrong{"project_name", {"new", "optimizer", "My-Rule"}, {"'My-Rule'", "lower-case"}},
        Wrong{"project_name_that_begins_with_a_digit", {"new", "problem", "2d"}, {"'2d'", "a letter first"}},
        Wrong{"project_name_that_is_taken", {"new", "optimizer", "adam"}, {"'adam' already exists"}}),
    [](const auto& test) { return std::string(test.param.name); });

TEST(UnknownPlugin, IsHintedWhereOneOfYourOwnIsFound) {
  const TemporaryFolder folder;
  write(folder.path() / "s.yaml", "suite: s\nbudget: {steps: 1}\nproblems: [two_wells]\noptimizers: [my_rule]\n");
  for (const auto* command : {"run", "validate"}) {
    const auto ended = slalom({command, "s.yaml"}, folder.path());
    EXPECT_EQ(ended.code, 2);
    EXPECT_THAT(ended.err, AllOf(StartsWith("slalom: 1 mistake:\n"), HasSubstr("unknown optimizer 'my_rule'"),
                                 HasSubstr("plugins of your own are found with --plugin-path DIR")));
  }
  write(folder.path() / "s.yaml", "suite: s\n");
  EXPECT_THAT(slalom({"validate", "s.yaml"}, folder.path()).err, testing::Not(HasSubstr("--plugin-path")));
}

TEST(NoAccess, ExitsWith4AndNamesTheFile) {
  const TemporaryFolder folder;
  for (const auto& arguments :
       std::vector<std::vector<std::string>>{{"export", "nothing", "--format", "csv", "--out", "o"},
                                             {"replay", "nothing", "00"},
                                             {"report", "nothing"}}) {
    const auto ended = slalom(arguments, folder.path());
    EXPECT_EQ(ended.code, 4) << arguments[0];
    EXPECT_THAT(ended.err, HasSubstr("nothing/results.sqlite"));
  }
  EXPECT_TRUE(fs::is_empty(folder.path()));
}

TEST(List, NamesEverythingOrOneKind) {
  const TemporaryFolder folder;
  const auto all = slalom({"list"}, folder.path());
  EXPECT_EQ(all.code, 0);
  EXPECT_THAT(all.out, AllOf(StartsWith("optimizers\n"), HasSubstr("\n  adam "), HasSubstr("\nproblems\n"),
                             HasSubstr("\n  two_wells "), HasSubstr("\nschedules\n"), HasSubstr("\n  cosine ")));
  EXPECT_THAT(all.err, IsEmpty());
  const auto schedules = slalom({"list", "schedules"}, folder.path());
  EXPECT_THAT(schedules.out, AllOf(StartsWith("schedules\n"), HasSubstr("cosine"), testing::Not(HasSubstr("adam"))));
}

TEST(List, WarnsOfFilesThatAreNoPlugins) {
  const TemporaryFolder folder;
  write(folder.path() / "broken.so", "not a library");
  const auto ended = slalom({"list", "--plugin-path", "."}, folder.path());
  EXPECT_EQ(ended.code, 0);
  EXPECT_THAT(ended.err, AllOf(HasSubstr("warning"), HasSubstr("broken.so")));
}

TEST(List, NamesEveryBadPluginAndListsTheOthers) {
  const TemporaryFolder folder;
  const auto hostile = fs::path(test::build_folder()) / "tests" / "hostile";
  const auto ended = slalom({"list", "--plugin-path", hostile.string()}, folder.path());
  EXPECT_EQ(ended.code, 0);
  for (const auto& file : fs::directory_iterator(hostile)) {
    const auto warning = "warning: " + file.path().string() + " was not loaded: ";
    EXPECT_EQ(ended.err.find(warning) == std::string::npos, file.path().stem() == "version1") << file;
  }
  EXPECT_EQ(std::ranges::count(ended.err, '\n'), 15);
  for (const auto* how : {"crash_on_load.so was not loaded: while it was loaded it crashed: Segmentation fault",
                          "exit_on_load.so was not loaded: while it was loaded it ended the process with exit code 0",
                          "crash_on_unload.so was not loaded: while it was unloaded it crashed: Segmentation fault",
                          "hang_on_load.so was not loaded: while it was loaded it did not end within 10 s"})
    EXPECT_THAT(ended.err, HasSubstr(how));
  EXPECT_THAT(ended.out, AllOf(HasSubstr("\n  plain_c "), HasSubstr("\n  adam "), HasSubstr("\n  two_wells ")));
}

TEST(Show, TellsSourceSettingsDefaultsAndRanges) {
  const TemporaryFolder folder;
  const auto momentum = slalom({"show", "momentum"}, folder.path());
  EXPECT_EQ(momentum.code, 0);
  EXPECT_THAT(momentum.out, AllOf(HasSubstr("optimizer momentum"), HasSubstr("Polyak 1964"),
                                  HasSubstr("plugins/momentum.so"), HasSubstr("learning_rate"), HasSubstr("0.9"),
                                  HasSubstr("share of the velocity"), HasSubstr("[0, 1)"), HasSubstr("classical")));
  EXPECT_THAT(slalom({"show", "quadratic"}, folder.path()).out, AllOf(HasSubstr("condition"), HasSubstr("rotate")));
  EXPECT_THAT(slalom({"show", "cosine"}, folder.path()).out, HasSubstr("schedule cosine"));
}

/// Results and reports are UTF-8, and so are the names in them.
TEST(Names, ThatAreNoTextAreAMistake) {
  const TemporaryFolder folder;
  write(folder.path() / "s.yaml", small_suite("s"));
  write(folder.path() / "s\xff.yaml", small_suite("s"));
  create_directory(folder.path() / "d\xff");
  create_directory(folder.path() / "plugins");
  const auto refused = [&](const std::vector<std::string>& words, const std::string& expected, const fs::path& where) {
    const auto ended = command(words, where);
    EXPECT_EQ(ended.code, 2) << ended.err;
    EXPECT_EQ(ended.err,
              "slalom: " + expected + " is not UTF-8, or has control characters: take a name without them\n");
  };
  const auto slalom_refuses = [&](std::vector<std::string> words, const std::string& expected) {
    words.insert(words.begin(), program().string());
    refused(words, expected, folder.path());
  };
  slalom_refuses({"run", "s.yaml", "--out", "r\xff"}, "the argument 'r\\xff'");
  slalom_refuses({"run", "s.yaml", "--out=r\x1b[2J"}, "the argument '--out=r\\x1b[2J'");
  slalom_refuses({"run", "s.yaml", "--out", "a\nreport: b"}, "the argument 'a\\x0areport: b'");
  slalom_refuses({"run", "s\xff.yaml"}, "the argument 's\\xff.yaml'");
  slalom_refuses({"run", "s.yaml", "--data", "d\xff"}, "the argument 'd\\xff'");
  slalom_refuses({"check", "\xc3.so"}, "the argument '\\xc3.so'");
  for (const auto* variable : {"SLALOM_DATA", "SLALOM_PLUGIN_PATH"})
    refused({"env", variable + std::string("=d\xff"), program(), "validate", "s.yaml"},
            variable + std::string(" 'd\\xff'"), folder.path());
  refused({program(), "validate", "../s.yaml"}, "the current folder '" + (folder.path() / "d\\xff").string() + "'",
          folder.path() / "d\xff");

  // A file of plugins is left out, as any that cannot be used.
  fs::copy_file(test::build_folder() + "/plugins/sgd.so", folder.path() / "plugins/x\xff.so");
  const auto ended = slalom({"run", "s.yaml", "--plugin-path", "plugins"}, folder.path());
  EXPECT_EQ(ended.code, 0) << ended.err;
  EXPECT_THAT(ended.err, HasSubstr("warning: plugins/x\\xff.so was not loaded: its name is not UTF-8"));
}

TEST(Names, OfSuitesFitIntoANameOfAFile) {
  const TemporaryFolder folder;
  write(folder.path() / "fits.yaml", small_suite(std::string(200, 's')));
  EXPECT_EQ(slalom({"run", "fits.yaml"}, folder.path()).code, 0);
  write(folder.path() / "long.yaml", small_suite(std::string(201, 's')));
  const auto ended = slalom({"run", "long.yaml"}, folder.path());
  EXPECT_EQ(ended.code, 2);
  EXPECT_THAT(ended.err, HasSubstr("a name of up to 200 letters"));
}

}  // namespace
}  // namespace slalom::test
