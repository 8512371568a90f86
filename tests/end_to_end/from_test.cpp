// slalom run --from: what another folder has is not run again.
#include "end_to_end/stored.hpp"

namespace slalom::test {
namespace {

using testing::HasSubstr;

TEST(From, TakesOverWhatIsTheSameRunAndRunsTheRest) {
  const TemporaryFolder folder;
  const auto suite = [](const std::string& optimizers) {
    return "suite: s\nseeds: 4\nbudget: {steps: 20}\nproblems: [rosenbrock]\noptimizers: [" + optimizers + "]\n";
  };
  write(folder.path() / "old.yaml", suite("{optimizer: sgd, learning_rate: 1.0e-3, label: a}"));
  write(folder.path() / "new.yaml", suite("{optimizer: sgd, learning_rate: 1.0e-3, label: a}, {optimizer: sgd, "
                                          "learning_rate: 1.0e-4, label: b}"));
  const auto run = [&](std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), "run");
    arguments.emplace_back("--quiet");
    return slalom(std::move(arguments), folder.path());
  };
  ASSERT_EQ(run({"old.yaml", "--out", "old"}).code, 0);
  ASSERT_EQ(run({"new.yaml", "--out", "whole"}).code, 0);
  const auto ended = run({"new.yaml", "--from", "old", "--out", "new"});
  EXPECT_EQ(ended.code, 0) << ended.err;
  EXPECT_THAT(ended.out, HasSubstr("s: 8 runs, 4 new, 4 taken over"));
  expect_same_runs(folder.path() / "new", folder.path() / "whole", 8);
  EXPECT_EQ(stored_runs(folder.path() / "old"), 4U);
  const auto all = run({"old.yaml", "--from", "whole", "--out", "all"});
  EXPECT_THAT(all.out, HasSubstr("s: 4 runs, 0 new, 4 taken over"));
  EXPECT_THAT(all.out, HasSubstr("report.md"));
  EXPECT_EQ(run({"new.yaml", "--from", "new", "--out", "new"}).code, 2);
  EXPECT_EQ(run({"new.yaml", "--from", "old", "--out", "x", "--fresh"}).code, 2);
  EXPECT_EQ(run({"new.yaml", "--from", "nowhere", "--out", "y"}).code, 4);
}

TEST(From, TakesOverTrialsAndWhatTheyLeadTo) {
  const TemporaryFolder folder;
  write(folder.path() / "s.yaml",
        "suite: s\nseeds: 3\nbudget: {steps: 20}\nproblems: [rosenbrock]\ntune: {trials: 3, seeds: 2}\n"
        "optimizers: [sgd]\n");
  ASSERT_EQ(slalom({"run", "s.yaml", "--out", "old", "--quiet"}, folder.path()).code, 0);
  const auto again = slalom({"run", "s.yaml", "--from", "old", "--out", "new", "--quiet"}, folder.path());
  EXPECT_THAT(again.out, HasSubstr(", 0 new"));
  expect_same_runs(folder.path() / "old", folder.path() / "new", stored_runs(folder.path() / "old"));
}

TEST(Progress, SendsNoEscapeCodesWhereTheyAreNotWanted) {
  const TemporaryFolder folder;
  write(folder.path() / "s.yaml", small_suite("s"));
  const auto on_a_terminal = [&](const std::string& environment, const std::string& out) {
    const auto line = "import pty, os, sys; os.environ.update(" + environment +
                      "); os.environ.pop('NO_COLOR', None) if not " + "'NO_COLOR' in " + environment +
                      " else None; pty.spawn(['" + program().string() + "', 'run', 's.yaml', '--out', '" + out + "'])";
    return command({"python3", "-c", line}, folder.path()).out;
  };
  EXPECT_THAT(on_a_terminal("{'TERM': 'xterm'}", "a"), HasSubstr("\033["));
  EXPECT_THAT(on_a_terminal("{'TERM': 'dumb'}", "b"), testing::Not(HasSubstr("\033")));
  EXPECT_THAT(on_a_terminal("{'TERM': 'xterm', 'NO_COLOR': '1'}", "c"), testing::Not(HasSubstr("\033")));
}

TEST(Options, AreNamedWhereTheirValueIsWrong) {
  const TemporaryFolder folder;
  for (const auto& [command_name, option] : {std::pair{"run", "--jobs"},
                                             {"run", "--trials"},
                                             {"run", "--memory"},
                                             {"run", "--verify"},
                                             {"submit", "--shards"},
                                             {"submit", "--jobs"}})
    for (const auto* value : {"0", "-1", "x", "1.5", "99999999999999999999999", ""}) {
      const auto ended = slalom({command_name, "s.yaml", std::string(option) + "=" + value}, folder.path());
      EXPECT_EQ(ended.code, 2);
      EXPECT_THAT(ended.err, HasSubstr(std::string(option))) << value;
      EXPECT_THAT(ended.err, HasSubstr(*value == '\0' ? "" : "must be an integer, at least 1")) << option << value;
    }
  for (const auto* option : {"--timeout", "--seeds", "--shard"})
    EXPECT_THAT(slalom({"run", "s.yaml", option, "x"}, folder.path()).err, HasSubstr(option));
}

}  // namespace
}  // namespace slalom::test
