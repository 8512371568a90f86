// An optimizer in Python, from its file to its results.
#include "python/python.hpp"

namespace slalom::test {
namespace {

using testing::AllOf;
using testing::Contains;
using testing::DoubleNear;
using testing::HasSubstr;
using testing::Not;
using testing::Pointwise;

TEST_F(Python, OptimizerGivesWhatTheNativeOneGives) {
  write("my_rule.py", my_rule);
  const auto ended =
      run("[{optimizer: my_rule.py, learning_rate: 0.001}, {optimizer: momentum, learning_rate: 0.001}]");
  ASSERT_EQ(ended.code, 0) << ended.err;
  const auto found = runs();
  const auto &own = found.at("my_rule"), &native = found.at("momentum");
  EXPECT_EQ(own.evaluations, 50U);
  EXPECT_THAT(own.final_w, Pointwise(DoubleNear(1e-12), native.final_w));
}

TEST_F(Python, BitsAreTheSameForAnyNumberOfJobsAndWhenContinued) {
  write("rules.py", my_rule + R"(
import random, slalom
class Noisy:
    def __init__(self, n): self.generator = slalom.random.generator()
    def step(self, f, w, eta):
        noise = np.random.normal(size=w.size) + slalom.random.normal(size=w.size) + self.generator.normal(size=w.size)
        w -= eta * (f.gradient(w) + noise + random.random())
)");
  const std::string optimizers =
                        "[{optimizer: 'rules.py:MyRule', learning_rate: 0.001}, {optimizer: 'rules.py:Noisy', "
                        "learning_rate: 0.001}, sgd]",
                    more = "budget: {steps: 50}\nrecord: {trajectory: true}\n";
  ASSERT_EQ(run(optimizers, {"--jobs", "1"}, more).code, 0);
  ASSERT_EQ(run(optimizers, {"--jobs", "3", "--seeds", "4"}, more, "r3").code, 0);
  ASSERT_EQ(run(optimizers, {"--jobs", "2", "--seeds", "4"}, more).code, 0);  // goes on with seeds 3 and 4
  expect_same_runs(folder.path() / "r", folder.path() / "r3", 12);
  EXPECT_EQ(run(optimizers, {"--seeds", "4", "--in-process"}, more, "r1").code, 0);
  expect_same_runs(folder.path() / "r", folder.path() / "r1", 12);
}

TEST_F(Python, MistakesInASuiteHaveLineAndNearestName) {
  write("my_rule.py", my_rule);
  write("broken.py", "import numpy as np\n\nx = 1 +\n");
  write("raises.py", "import nothing_of_this_name\n");
  write("empty.py", "x = 1\n");
  write("untyped.py", "class A:\n    def __init__(self, n, scale): pass\n    def step(self, f, w): pass\n");
  write("two.py", "class A:\n    def step(self, f, w): pass\nclass B:\n    def step(self, f, w): pass\n");
  const auto ended = run(R"(
  - {optimizer: my_rule.py, momentun: 0.5}
  - {optimizer: my_rule.py, momentum: fast}
  - broken.py
  - raises.py
  - empty.py
  - untyped.py
  - two.py
  - two.py:C
  - missing.py
  - sgd
)");
  EXPECT_EQ(ended.code, 2);
  for (const auto* line :
       {"s.yaml:4:29: unknown setting 'momentun' of optimizer 'my_rule.py'; did you mean 'momentum'?",
        "s.yaml:5:39: optimizer 'my_rule.py': momentum must be a number, not \"fast\"",
        "s.yaml:6:5: broken.py cannot be used: broken.py:3: SyntaxError: invalid syntax",
        "s.yaml:7:5: raises.py cannot be used: raises.py:1: ModuleNotFoundError: No module named "
        "'nothing_of_this_name'",
        "s.yaml:8:5: empty.py cannot be used: it has no optimizer",
        "s.yaml:9:5: untyped.py cannot be used: untyped.py:1: class A: the setting 'scale' needs a default value",
        "s.yaml:10:5: two.py has several optimizers: say which, such as two.py:a",
        "s.yaml:11:5: two.py has no optimizer 'C': it has a, b",
        "s.yaml:12:5: missing.py cannot be used: there is no such file"})
    EXPECT_THAT(ended.err, HasSubstr(line));
}

TEST_F(Python, FilesAreRelativeToTheSuite) {
  fs::create_directories(folder.path() / "there/rules");
  write("there/rules/helper.py", "factor = 0.5\n");
  write("there/rules/mine.py",
        "import helper\nclass Mine:\n    def step(self, f, w, eta): w -= helper.factor * eta * f.gradient(w)\n");
  write("there/t.yaml", "suite: t\nproblems: [sphere]\noptimizers: [rules/mine.py]\nbudget: {steps: 5}\nseeds: 1\n");
  const auto ended = slalom({"run", "there/t.yaml", "--out", "r"}, folder.path());
  EXPECT_EQ(ended.code, 0) << ended.err;
  EXPECT_THAT(ended.out, HasSubstr("1 run, 1 new"));
}

TEST_F(Python, ChangedContentOfAFileOrOfAModuleBesideItIsAnotherRun) {
  write("helper.py", "factor = 0.5\n");
  write("mine.py",
        "class Mine:\n    def step(self, f, w, eta):\n        import helper\n        w -= helper.factor * eta * "
        "f.gradient(w)\n");
  EXPECT_THAT(run("[mine.py, sgd]").out, HasSubstr("4 runs, 4 new"));
  EXPECT_THAT(run("[mine.py, sgd]").out, HasSubstr("4 runs, 0 new"));
  EXPECT_THAT(run("['mine.py:Mine', sgd]").out, HasSubstr("4 runs, 0 new"));
  write("helper.py", "factor = 0.25\n");
  EXPECT_THAT(run("[mine.py, sgd]").out, HasSubstr("4 runs, 2 new"));
}

TEST_F(Python, FailuresCostTheirOwnRunOnly) {
  write("bad.py", R"(import ctypes, os, sys
import numpy as np
class Raises:
    def step(self, f, w): helper({}, "x")
def helper(d, key):
    return d[key]
class Exits:
    def step(self, f, w): os._exit(0)
class Quits:
    def step(self, f, w): sys.exit(3)
class Hangs:
    def step(self, f, w):
        while True: pass
class Crashes:
    def step(self, f, w): ctypes.string_at(0)
class Eats:
    def step(self, f, w): self.a = np.ones(10**9)
class Forks:
    def step(self, f, w): os.fork()
class WrongSize:
    def step(self, f, w): f.gradient(np.zeros(7))
class OnePoint:
    def step(self, f, w): f.values(w)
class LongPoints:
    def step(self, f, w): f.values(np.zeros((4, 3)))
class GoesOn:
    def step(self, f, w, eta):
        try:
            for i in range(1000): f.gradient(w)
        except BaseException: pass
class Good:
    def step(self, f, w, eta): w -= 0.001 * f.gradient(w)
)");
  const auto ended =
      run("['bad.py:Raises', 'bad.py:Exits', 'bad.py:Quits', 'bad.py:Hangs', 'bad.py:Crashes', 'bad.py:Eats', "
          "'bad.py:Forks',"
          " 'bad.py:WrongSize', 'bad.py:OnePoint', 'bad.py:LongPoints', 'bad.py:GoesOn', 'bad.py:Good']",
          {"--timeout", "4", "--memory", "500", "--seeds", "1"}, "budget: {evaluations: 50}\n");
  EXPECT_EQ(ended.code, 3) << ended.err;
  const auto found = runs();
  const std::map<std::string, std::string> reasons{
      {"raises", "bad.py:6: KeyError: 'x'"},
      {"exits", "a plugin ended the process with exit code 0 in step 1"},
      {"quits", "bad.py:10: SystemExit: 3"},
      {"hangs", "no end within 4 s, in step 1"},
      {"crashes", "segmentation fault (SIGSEGV) in step 1"},
      {"eats", "out of memory: more than 500 MB"},
      {"forks", "bad.py:19: PermissionError: [Errno 1] Operation not permitted"},
      {"wrong_size", "bad.py:21: ValueError: w has length 7, not 2"},
      {"one_point", "bad.py:23: ValueError: points have the shape (2,), and must have (number of points, 2)"},
      {"long_points", "bad.py:25: ValueError: points have the shape (4, 3), and must have (number of points, 2)"}};
  for (const auto& [label, reason] : reasons) {
    EXPECT_EQ(found.at(label).status, run::Status::failed) << label;
    EXPECT_EQ(found.at(label).reason, reason);
  }
  EXPECT_THAT(found.at("raises").output,
              AllOf(testing::StartsWith("Traceback (most recent call last):\n"), HasSubstr("line 4, in step"),
                    HasSubstr("line 6, in helper"), HasSubstr("KeyError: 'x'"), Not(HasSubstr("_door"))));
  EXPECT_EQ(found.at("goes_on").status, run::Status::finished);
  EXPECT_EQ(found.at("good").status, run::Status::finished);
}

TEST_F(Python, StepsSeeWhatTheOracleOffers) {
  write("sees.py", R"(from typing import Annotated, Literal
import numpy as np
import slalom
class Sees:
    """Looks at everything."""
    def __init__(self, n, space, factor: Annotated[float, slalom.Range(0, 1, log=True), "a factor"] = 0.5,
                 count: int = 3, flag: bool = True, mode: Literal["a", "b"] = "b", text: str = "t",
                 numbers: list[int] = [1, 2]):
        assert (n, space.dimension) == (w_size(space), n)
        assert (factor, count, flag, mode, text, numbers) == (0.25, 3, True, "b", "t", [1, 2])
        assert type(count) is int and type(flag) is bool and type(numbers[0]) is int
        self.first = True
    def step(self, f, w, eta):
        assert w.dtype == np.float64 and w.flags.writeable and w.flags.aligned and not w.flags.owndata
        assert f.examples == 1 and list(f.batch) == [0]
        value = f.value(w)
        gradient = f.gradient(w)
        assert np.isclose(f.last_value, value) and gradient is not f.gradient(w)
        assert np.array_equal(gradient, f.full_gradient(list(w)))
        w -= eta * gradient
class Products:
    def step(self, f, w):
        v = np.ones(w.size)
        assert np.allclose(f.hessian_vector(w, v), (f.gradient(w + 1e-5 * v) - f.gradient(w - 1e-5 * v)) / 2e-5)
        w *= 0.5
def w_size(space): return sum(t.size for t in space.tensors) or space.dimension
class Roles:
    def __init__(self, n, space):
        assert [t.role for t in space.tensors][:2] == ["matrix", "bias"], space
        matrix = space.tensors[0]
        assert matrix.of(np.arange(n)).shape == matrix.shape and len(matrix.name) > 0
    def step(self, f, w, eta):
        assert w.dtype == np.float32 and f.gradient(w).dtype == np.float32 and len(f.batch) == 16 < f.examples
        w -= eta * f.gradient(w)
class Skips:
    def __init__(self, space): slalom.skip("for matrices only")
    def step(self, f, w): pass
class Done:
    def step(self, f, w):
        f.value(w)
        slalom.done("nothing to do")
class Averages:
    learning_rate = 0.001
    def __init__(self, n): self.mean, self.k = np.zeros(n), 0
    def step(self, f, w, eta):
        assert eta == 0.001
        w -= eta * f.gradient(w)
        self.k += 1
        self.mean += (w - self.mean) / self.k
    def evaluation_point(self, w): return self.mean
)");
  const auto ended = run(R"([{optimizer: 'sees.py:Sees', factor: 0.25, learning_rate: 0.0001}, 'sees.py:Skips',
 'sees.py:Products', 'sees.py:Done', 'sees.py:Averages', {optimizer: sgd, learning_rate: 0.001}])");
  const auto found = runs();
  EXPECT_EQ(found.at("sees").reason, "budget used up") << found.at("sees").output << ended.err;
  EXPECT_EQ(found.at("products").reason, "budget used up") << found.at("products").output;
  EXPECT_EQ(found.at("skips").status, run::Status::skipped);
  EXPECT_EQ(found.at("skips").reason, "for matrices only");
  EXPECT_EQ(found.at("done").reason, "the optimizer is done: nothing to do");
  EXPECT_EQ(found.at("averages").status, run::Status::finished);
  EXPECT_NE(found.at("averages").final_w, found.at("sgd").final_w);

  write("n.yaml",
        "suite: n\nproblems: [{problem: mlp, hidden: [4]}]\noptimizers: ['sees.py:Roles', 'sees.py:Products']\n"
        "budget: {steps: 5}\nbatch: 16\nprecision: float32\nseeds: 1\n");
  EXPECT_EQ(slalom({"run", "n.yaml", "--out", "n"}, folder.path()).code, 0);
  EXPECT_EQ(runs("n").at("roles").reason, "budget used up") << runs("n").at("roles").output;
  EXPECT_EQ(runs("n").at("products").reason, "this problem offers no Hessian-vector products");
}

const std::string generations = R"(import numpy as np
class Together:
    """The best of ten points around w."""
    def step(self, f, w):
        points = w + 0.1 * np.sin(np.arange(10 * w.size)).reshape(10, -1)
        values = self.ask(f, points)
        w[:] = points[np.argmin(values)]
    def ask(self, f, points): return f.values(points)
class Alone(Together):
    def ask(self, f, points): return [f.value(point) for point in points]
class Compares(Together):
    def ask(self, f, points):
        assert f.values(points[:0]).shape == (0,)
        for given in (points, list(points), np.asfortranarray(points), np.repeat(points, 2, axis=0)[::2]):
            values = f.values(given)
            assert values.shape == (10,) and values.dtype == np.float64
            assert np.array_equal(values, [f.value(point) for point in points])
        return values
)";

TEST_F(Python, ValuesAtManyPointsAreThoseOfOneByOne) {
  write("g.py", generations);
  for (const auto* precision : {"float64", "float32"}) {
    const std::string out = precision, more = "budget: {steps: 20}\nprecision: " + out + "\n";
    const auto ended =
        run("['g.py:Together', 'g.py:Alone', 'g.py:Compares', {optimizer: clip, label: inner, inner: "
            "'g.py:Together'}]",
            {}, more, out);
    ASSERT_EQ(ended.code, 0) << ended.err;
    const auto found = runs(out);
    EXPECT_EQ(found.at("together").evaluations, 200U);
    EXPECT_EQ(found.at("compares").evaluations, 20U * 80) << "no points cost nothing";
    EXPECT_EQ(found.at("together").final_w, found.at("alone").final_w);
    EXPECT_EQ(found.at("together").final_w, found.at("inner").final_w);
  }
}

TEST_F(Python, ValuesAtManyPointsAreAskedOfTheProblemAtOnceAndKeepTheBudget) {
  write("g.py", generations);
  write("m.yaml",
        "suite: m\nproblems: [many_values]\noptimizers: ['g.py:Together', 'g.py:Alone']\nseeds: 1\nbudget: "
        "{evaluations: 25}\n");
  const auto ended =
      slalom({"run", "m.yaml", "--out", "r", "--plugin-path", build_folder() + "/tests/fixtures"}, folder.path());
  ASSERT_EQ(ended.code, 0) << ended.err;
  const auto together = runs().at("together"), alone = runs().at("alone");
  EXPECT_EQ(together.steps, 2U) << "the third generation is not complete";
  EXPECT_EQ(together.steps, alone.steps);
  EXPECT_EQ(together.evaluations, alone.evaluations);
  EXPECT_EQ(together.final_w, alone.final_w);
  const std::vector<double> last(together.metrics.end() - 3, together.metrics.end());
  EXPECT_THAT(last, testing::ElementsAre(0, 2, 20)) << "calls for one value, for many, and their points";
}

TEST_F(Python, OptimizersStandInsideOfOthersAndAreTuned) {
  write("my_rule.py", "from typing import Annotated\nimport slalom\n" + my_rule);
  const auto ended = run("[{optimizer: lookahead, inner: {optimizer: my_rule.py, momentum: 0.5}}]", {},
                         "budget: {steps: 20}\ntune: {trials: 3, seeds: 1}\n");
  EXPECT_EQ(ended.code, 0) << ended.err;
  EXPECT_THAT(runs(), Contains(testing::Key(HasSubstr("lookahead of my_rule"))));
}

TEST_F(Python, OptimizersAreToldWhereAWrapperMovesW) {
  // Each keeps a w of its own, as libraries do.
  const std::string keeps =
      "    def __init__(self, n): self.x = None\n"
      "    def step(self, f, w, eta=0.0001):\n"
      "        if self.x is None: self.x = w.copy()\n"
      "        self.x = self.x - eta * f.gradient(self.x)\n"
      "        w[:] = self.x\n";
  write("keeps.py", "class Follows:\n" + keeps +
                        "    def moved(self, before, now): self.x = self.x + (now - before)\n"
                        "class Stays:\n" +
                        keeps + "class Fails:\n" + keeps +
                        "    def moved(self, before, now): raise ValueError('no way')\n");
  const auto ended =
      run("[{optimizer: lookahead, label: a, inner: {optimizer: keeps.py:follows}}, "
          "{optimizer: lookahead, label: b, inner: {optimizer: keeps.py:stays}}, "
          "{optimizer: lookahead, label: f, inner: {optimizer: keeps.py:fails}}, "
          "{optimizer: lookahead, label: c, inner: sgd, learning_rate: 0.0001}]");
  EXPECT_EQ(ended.code, 3) << ended.err;
  const double right = runs().at("c").points.back().loss;
  EXPECT_NEAR(runs().at("a").points.back().loss, right, 1e-12 * right);
  EXPECT_GT(std::abs(runs().at("b").points.back().loss - right), 1e-6 * right);
  EXPECT_THAT(runs().at("f").reason, HasSubstr("no way"));
}

TEST_F(Python, CheckShowAndNew) {
  ASSERT_EQ(slalom({"new", "optimizer", "my_idea", "--python"}, folder.path()).code, 0);
  const auto mine = folder.path() / "my_idea";
  const auto checked = slalom({"check", "my_idea.py"}, mine);
  EXPECT_EQ(checked.code, 0) << checked.out << checked.err;
  EXPECT_THAT(checked.out, HasSubstr("23 checks, 0 failed, 0 warnings"));
  EXPECT_THAT(
      slalom({"show", "my_idea.py"}, mine).out,
      AllOf(HasSubstr("optimizer my_idea: A few words on my_idea"), HasSubstr("source: Author (year), equation"),
            HasSubstr("factor on the learning rate"), HasSubstr("a number in [0, 10]")));
  EXPECT_EQ(slalom({"run", "my_idea.yaml"}, mine).code, 0);

  write("shared.py",
        "kept = [0.0]\nclass Shared:\n    def step(self, f, w, eta):\n        kept[0] += 0.001\n"
        "        w -= eta * f.gradient(w) + kept[0]\n");
  const auto found = slalom({"check", "shared.py"}, folder.path());
  EXPECT_EQ(found.code, 1);
  EXPECT_THAT(found.out, HasSubstr("FAIL     repeatable"));
  // One mistake that every check would meet is reported once.
  write("raises.py", "class Raises:\n    def step(self, f, w, eta):\n        w -= eta * f.gradient()\n");
  const auto raises = slalom({"check", "raises.py"}, folder.path());
  EXPECT_EQ(raises.code, 1);
  EXPECT_THAT(raises.out, testing::ContainsRegex("FAIL     short run: [^\n]*raises.py:3[^\n]*\n"
                                                 " +21 further checks of it were not run\n"
                                                 "2 checks, 1 failed, 0 warnings"));
  write("rebinds.py", "class Rebinds:\n    def step(self, f, w, eta):\n        w = w - eta * f.gradient(w)\n");
  EXPECT_THAT(slalom({"check", "rebinds.py"}, folder.path()).out,
              HasSubstr("FAIL     descent: after 500 steps w is where it was: change its numbers in place"));
  write("returns.py", "class Returns:\n    def step(self, f, w, eta):\n        return w - eta * f.gradient(w)\n");
  EXPECT_THAT(slalom({"check", "returns.py"}, folder.path()).out,
              HasSubstr("FAIL     short run: step returned a vector and left w as it was: change w in place "
                        "(w -= …, or w[:] = …)"));
  for (const auto* harmless : {"w[:]", "f.gradient(w)", "{'loss': f.last_value}", "f.last_value, 1.0", "'abc'"}) {
    write("harmless.py", fmt::format("class Harmless:\n    def step(self, f, w, eta):\n"
                                     "        w -= eta * f.gradient(w)\n        return {}\n",
                                     harmless));
    EXPECT_EQ(slalom({"check", "harmless.py"}, folder.path()).code, 0) << harmless;
  }
  write("syntax.py", "class A\n");
  EXPECT_THAT(slalom({"check", (folder.path() / "syntax.py").string()}, folder.path()).err,
              testing::StartsWith("slalom: " + (folder.path() / "syntax.py:1: SyntaxError: ").string()));
  const auto broken = slalom({"check", "none.py"}, folder.path());
  EXPECT_EQ(broken.code, 2);
  EXPECT_THAT(broken.err, HasSubstr("there is no such file"));
}

TEST_F(Python, RunsAreReplayedAndVerified) {
  write("my_rule.py", my_rule);
  ASSERT_EQ(run("[{optimizer: my_rule.py, learning_rate: 0.001}]").code, 0);
  const auto id = runs().begin()->second.id.text();
  const auto replayed = slalom({"replay", "r", id}, folder.path());
  EXPECT_EQ(replayed.code, 0) << replayed.err;
  EXPECT_THAT(replayed.out, HasSubstr("the same, bit for bit"));
  EXPECT_EQ(run("[{optimizer: my_rule.py, learning_rate: 0.001}]", {"--verify", "2"}).code, 0);
}

TEST_F(Python, WithoutAnInterpreterThatCanBeUsedTheReasonIsTold) {
  write("my_rule.py", my_rule);
  const std::string own = std::getenv("SLALOM_PYTHON");
  setenv("SLALOM_PYTHON", "/bin/true", 1);
  EXPECT_THAT(run("[my_rule.py]").err, HasSubstr("/bin/true is not a Python that can be used"));
  setenv("SLALOM_PYTHON", own.c_str(), 1);
}

}  // namespace
}  // namespace slalom::test
