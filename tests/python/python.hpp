// Tests of files in Python: which interpreter they use, and what they look at.
#pragma once

#include "end_to_end/program.hpp"
#include "end_to_end/stored.hpp"
#include "support/paths.hpp"

#include <gmock/gmock.h>

#include <cstdlib>
#include <map>

namespace slalom::test {

/// Each test in a folder of its own, with an interpreter that has NumPy: $SLALOM_PYTHON, else Debian's.
class Python : public testing::Test {
 protected:
  void SetUp() override {
    setenv("SLALOM_PYTHON", "/usr/bin/python3", 0);
    if (!fs::exists(fs::path(build_folder()) / "python/slalom_python.so"))
      GTEST_SKIP() << "built without Python: install libpython3-dev";
    if (command({std::getenv("SLALOM_PYTHON"), "-c", "import numpy"}, folder.path()).code != 0)
      GTEST_SKIP() << "NumPy is missing: install python3-numpy";
  }

  void write(const std::string& file, const std::string& content) const { test::write(folder.path() / file, content); }

  /// `optimizers` and `more` as YAML. Results go to OUT.
  Ended run(const std::string& optimizers, const std::vector<std::string>& options = {},
            const std::string& more = "budget: {steps: 50}\n", const std::string& out = "r") const {
    write("s.yaml", "suite: s\nproblems: [rosenbrock]\noptimizers: " + optimizers + "\nseeds: 2\n" + more);
    std::vector<std::string> words{"run", "s.yaml", "--out", out};
    words.insert(words.end(), options.begin(), options.end());
    return slalom(words, folder.path());
  }

  /// By the optimizer's label: the run of seed 1.
  std::map<std::string, run::RunRecord> runs(const std::string& out = "r") const {
    const store::Store store(folder.path() / out, store::Store::Mode::read);
    std::map<std::string, run::RunRecord> found;
    for (const auto& plan : store.plans())
      for (const auto& run : plan.runs)
        if (run.seed == 1)
          if (auto record = store.find(run.id)) found[plan.cases[run.case_index].optimizer.label] = *record;
    return found;
  }

  TemporaryFolder folder;
};

inline const std::string my_rule = R"(import numpy as np
class MyRule:
    """Heavy ball. Polyak (1964)."""
    def __init__(self, n, momentum: float = 0.9): self.a, self.u = momentum, np.zeros(n)
    def step(self, f, w, eta):
        self.u = self.a * self.u - eta * f.gradient(w)
        w += self.u
)";

}  // namespace slalom::test
