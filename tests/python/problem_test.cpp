// A problem in Python, from its file to results of native optimizers on it.
#include "python/python.hpp"

namespace slalom::test {
namespace {

using testing::AllOf;
using testing::DoubleNear;
using testing::HasSubstr;
using testing::Pointwise;

const std::string valley = R"(import numpy as np, slalom
class Valley:
    """Rosenbrock's valley. Rosenbrock (1960)."""
    dimension = 2
    lower, upper = -5, 10
    minimum, minimizers = 0, [[1, 1]]
    def start(self): return np.array([-1.2, 1]) + 0.1 * slalom.random.normal(size=2)
    def value(self, w): return 100 * (w[1] - w[0]**2)**2 + (1 - w[0])**2
    def gradient(self, w):
        slope = 200 * (w[1] - w[0]**2)
        return np.array([-2 * w[0] * slope - 2 * (1 - w[0]), slope])
    def hessian_vector(self, w, v):
        return np.array([[1200 * w[0]**2 - 400 * w[1] + 2, -400 * w[0]], [-400 * w[0], 200]]) @ v
)";

/// Least squares over 40 examples; the names of what it is asked for are in its metrics.
const std::string squares = R"(import numpy as np
class Squares:
    dimension, examples = 3, 40
    def __init__(self, slope: float = 2.0):
        x = np.random.default_rng(1).normal(size=(40, 3))
        self.x, self.y = x, x @ [slope, -1, 0.5]
        self.offset = np.random.normal()
    def value_and_gradient(self, w, batch, noise):
        r = self.x[batch] @ w - self.y[batch] + self.offset
        if noise is not None: r = r + 0.1 * noise.normal(size=r.size)
        return r @ r / len(batch), 2 * self.x[batch].T @ r / len(batch)
    def metrics(self, w): return {"distance": np.linalg.norm(w), "first": w[0]}
)";

class PythonProblem : public Python {
 protected:
  /// `problems` as YAML.
  Ended run_on(const std::string& problems, const std::vector<std::string>& options = {},
               const std::string& more = "optimizers: [sgd]\n", const std::string& out = "r") const {
    write("s.yaml", "suite: s\nbudget: {steps: 50}\nseeds: 2\nproblems: " + problems + "\n" + more);
    std::vector<std::string> words{"run", "s.yaml", "--out", out};
    words.insert(words.end(), options.begin(), options.end());
    return slalom(words, folder.path());
  }

  /// By the problem's label: the run of seed 1.
  std::map<std::string, run::RunRecord> by_problem(const std::string& out = "r") const {
    const store::Store store(folder.path() / out, store::Store::Mode::read);
    std::map<std::string, run::RunRecord> found;
    for (const auto& plan : store.plans())
      for (const auto& run : plan.runs)
        if (run.seed == 1)
          if (auto record = store.find(run.id)) found[plan.cases[run.case_index].problem.label] = *record;
    return found;
  }
};

TEST_F(PythonProblem, IsTheProblemThatTheNativeOneIs) {
  write("valley.py", valley);
  const auto ended = run_on("[{problem: valley.py, start: [-1, 2]}, {problem: rosenbrock, start: [-1, 2]}]", {},
                            "optimizers: [{optimizer: momentum, learning_rate: 0.001}]\n");
  ASSERT_EQ(ended.code, 0) << ended.err;
  const auto found = by_problem();
  const auto &own = found.at("valley"), &native = found.at("rosenbrock");
  EXPECT_EQ(own.evaluations, native.evaluations);
  EXPECT_THAT(own.final_w, Pointwise(DoubleNear(1e-12), native.final_w));
  const auto products = run_on("[valley.py]", {}, "optimizers: [newton_cg, trust_ncg]\n", "products");
  EXPECT_EQ(products.code, 0) << products.err;
}

TEST_F(PythonProblem, OptimizersOfAllKindsRunOnItAndProblemsStandAroundIt) {
  write("both.py", valley + my_rule);
  const auto ended =
      run_on("[both.py, {problem: rotate, inner: both.py, label: turned}]", {},
             "optimizers: [{optimizer: both.py, learning_rate: 0.0001}, {optimizer: sgd, learning_rate: 0.0001}]\n");
  EXPECT_EQ(ended.code, 0) << ended.err;
  EXPECT_THAT(by_problem(), testing::UnorderedElementsAre(testing::Key("valley"), testing::Key("turned")));
}

TEST_F(PythonProblem, BatchesNoiseAndBitsAreThoseOfTheSeed) {
  write("squares.py", squares);
  const std::string problems = "[{problem: squares.py, slope: [2, 3], batch: 8}]",
                    more = "optimizers: [sgd, adam]\nrecord: {trajectory: true}\n";
  ASSERT_EQ(run_on(problems, {"--jobs", "1"}, more).code, 0);
  const auto found = by_problem();
  for (const auto& [label, record] : found) {
    EXPECT_EQ(record.evaluations, 50U);
    EXPECT_EQ(record.examples, 400U);
  }
  ASSERT_EQ(run_on(problems, {"--jobs", "3"}, more, "r3").code, 0);
  expect_same_runs(folder.path() / "r", folder.path() / "r3", 8);
  ASSERT_EQ(run_on(problems, {"--in-process", "--jobs", "2"}, more, "r1").code, 0);
  expect_same_runs(folder.path() / "r", folder.path() / "r1", 8);
}

TEST_F(PythonProblem, MistakesAreFoundBeforeAnythingIsRun) {
  write("no_gradient.py", "class A:\n    dimension = 2\n    def value(self, w): return 0.0\n");
  write("autodiff.py", "class A:\n    autodiff = 'tensorflow'\n    def value(self, w): return 0.0\n");
  write("takes.py", "class A:\n    def value(self, w, examples): return 0.0\n    def gradient(self, w): return w\n");
  write("data.py",
        "class A:\n    files = ['d.csv']\n    def value(self, w): return 0.0\n    def gradient(self, w): return w\n");
  write("fine.py", valley);
  const auto ended = run_on(R"(
  - no_gradient.py
  - autodiff.py
  - takes.py
  - data.py
  - {problem: fine.py, conditoin: 3}
  - fine.py:Vally
)");
  EXPECT_EQ(ended.code, 2);
  for (const auto* line :
       {"no_gradient.py cannot be used: no_gradient.py:1: class A: it has no gradient: write gradient(self, w)",
        "autodiff.py cannot be used: autodiff.py:1: class A: autodiff is 'torch' or 'jax', not 'tensorflow'",
        "takes.py:1: class A: value takes (self, w), and then batch and noise if it uses them",
        "data.py cannot be used: it names", "s.yaml:9:24: unknown setting 'conditoin' of problem 'fine.py'",
        "s.yaml:10:5: fine.py has no problem 'Vally': it has valley"})
    EXPECT_THAT(ended.err, HasSubstr(line));
}

TEST_F(PythonProblem, FailuresCostTheirOwnRunsOnly) {
  write("bad.py", R"(import ctypes, os, slalom
import numpy as np
class Base_:
    dimension = 2
    def gradient(self, w): return 2 * w
class Raises(Base_):
    def value(self, w): raise ValueError("no value")
class Exits(Base_):
    def value(self, w): os._exit(0)
class Hangs(Base_):
    def value(self, w):
        while True: pass
class Crashes(Base_):
    def value(self, w): ctypes.string_at(0)
class NoNumber(Base_):
    def value(self, w): return w
class Changes(Base_):
    def value(self, w):
        w += 1
        return 0.0
class WrongSize(Base_):
    def value(self, w): return float(w @ w)
    def gradient(self, w): return np.zeros(3)
class NoLength:
    def value(self, w): return 0.0
    def gradient(self, w): return w
class Skips(Base_):
    def __init__(self): slalom.skip("not today")
    def value(self, w): return 0.0
class Infinite(Base_):
    def value(self, w): return float("nan")
class Good(Base_):
    def value(self, w): return float(w @ w)
)");
  std::string problems;
  for (const auto* name : {"Raises", "Exits", "Hangs", "Crashes", "NoNumber", "Changes", "WrongSize", "NoLength",
                           "Skips", "Infinite", "Good"})
    problems += std::string(problems.empty() ? "[" : ", ") + "'bad.py:" + name + "'";
  const auto ended = run_on(problems + "]", {"--timeout", "10", "--seeds", "1"});
  EXPECT_EQ(ended.code, 3) << ended.err;
  const auto found = by_problem();
  const std::map<std::string, std::string> reasons{
      {"raises", "bad.py:7: ValueError: no value"},
      {"exits", "a plugin ended the process with exit code 0"},
      {"hangs", "no end within 10 s"},
      {"crashes", "segmentation fault (SIGSEGV)"},
      {"no_number", "TypeError: value must return a number, not an object of shape (2,)"},
      {"changes", "bad.py:19: ValueError: output array is read-only"},
      {"wrong_size", "ValueError: the gradient has length 3, not 2"},
      {"no_length", "the length of w is not known: set self.dimension in __init__"}};
  for (const auto& [label, reason] : reasons) {
    EXPECT_EQ(found.at(label).status, run::Status::failed) << label;
    EXPECT_THAT(found.at(label).reason, HasSubstr(reason));
  }
  EXPECT_EQ(found.at("skips").status, run::Status::skipped);
  EXPECT_EQ(found.at("skips").reason, "not today");
  EXPECT_EQ(found.at("infinite").status, run::Status::diverged);
  EXPECT_EQ(found.at("good").status, run::Status::finished);
}

TEST_F(PythonProblem, ChangedDataAreAnotherRun) {
  write("d.csv", "1,2\n");
  write("mine.py",
        "from pathlib import Path\nimport numpy as np\nclass Mine:\n    dimension = 2\n    files = ['d.csv']\n"
        "    def __init__(self): self.c = np.loadtxt(Path(__file__).with_name('d.csv'), delimiter=',')\n"
        "    def value(self, w): return (w - self.c) @ (w - self.c)\n    def gradient(self, w): return 2 * (w - "
        "self.c)\n");
  EXPECT_THAT(run_on("[mine.py]").out, HasSubstr("2 runs, 2 new"));
  EXPECT_THAT(run_on("[mine.py]").out, HasSubstr("2 runs, 0 new"));
  write("d.csv", "1,3\n");
  EXPECT_THAT(run_on("[mine.py]").out, HasSubstr("2 runs, 2 new"));
}

TEST_F(PythonProblem, CheckShowAndNew) {
  ASSERT_EQ(slalom({"new", "problem", "my_bowl", "--python"}, folder.path()).code, 0);
  const auto mine = folder.path() / "my_bowl";
  const auto checked = slalom({"check", "my_bowl.py"}, mine);
  EXPECT_EQ(checked.code, 0) << checked.out << checked.err;
  EXPECT_THAT(checked.out, HasSubstr("23 checks, 0 failed, 0 warnings"));
  EXPECT_THAT(slalom({"show", "my_bowl.py"}, mine).out,
              AllOf(HasSubstr("problem my_bowl: A few words on my_bowl"), HasSubstr("ratio of the curvatures")));
  EXPECT_EQ(slalom({"run", "my_bowl.yaml"}, mine).code, 0);

  write("squares.py", squares);
  EXPECT_THAT(slalom({"check", "squares.py"}, folder.path()).out, HasSubstr("23 checks, 0 failed, 0 warnings"));
  write("wrong.py", valley + "    def gradient(self, w): return w\n");
  const auto found = slalom({"check", "wrong.py"}, folder.path());
  EXPECT_EQ(found.code, 1);
  EXPECT_THAT(found.out, HasSubstr("FAIL     gradient: along a direction the gradient says"));
}

}  // namespace
}  // namespace slalom::test
