// Optimizers of libtorch beside ours: two implementations of the same formulas.
#include "end_to_end/program.hpp"
#include "store/store.hpp"
#include "support/paths.hpp"

#include <gmock/gmock.h>

namespace slalom::test {
namespace {

class Libtorch : public testing::Test {
 protected:
  void SetUp() override {
    if (!fs::exists(fs::path(build_folder()) / "peers/torch.so"))
      GTEST_SKIP() << "NOT TESTED: built without SLALOM_PEERS_TORCH (docs/peers.md)";
  }
  /// Runs a suite of these optimizers; the records in the order of the plan.
  std::vector<run::RunRecord> run(const std::string& problems, const std::string& budget,
                                  const std::string& optimizers) {
    write(folder.path() / "s.yaml",
          "suite: s\nseeds: 1\nbudget: " + budget + "\nproblems: " + problems + "\noptimizers:\n" + optimizers);
    const auto ran = slalom({"run", "s.yaml", "--out", "r", "--quiet"}, folder.path());
    EXPECT_EQ(ran.code, 0) << ran.err;
    const store::Store store(folder.path() / "r", store::Store::Mode::read);
    std::vector<run::RunRecord> records;
    const auto plan = store.plans().at(0);
    for (const auto& one : plan.runs) records.push_back(store.find(one.id).value());
    return records;
  }
  TemporaryFolder folder;
};

TEST_F(Libtorch, TakesTheStepsOfOurs) {
  const std::vector<std::pair<std::string, std::string>> pairs{
      {"torch_sgd, learning_rate: 0.05", "sgd, learning_rate: 0.05"},
      {"torch_sgd, momentum: 0.9", "momentum, form: torch"},
      {"torch_sgd, momentum: 0.9, nesterov: true", "nesterov, form: torch"},
      {"torch_adam", "adam"},
      {"torch_adam, amsgrad: true", "amsgrad"},
      {"torch_adamw, weight_decay: 0.1", "adamw, weight_decay: 0.1"},
      {"torch_adagrad", "adagrad, epsilon: 1.0e-10"},
      {"torch_rmsprop, rho: 0.9, learning_rate: 0.001", "rmsprop"},
      {"torch_rmsprop, rho: 0.95, momentum: 0.9, centered: true, learning_rate: 0.0001", "rmsprop_momentum"}};
  std::string optimizers;
  for (const auto& [theirs, ours] : pairs)
    for (const auto& one : {theirs, ours})
      optimizers += "  - {label: " + std::to_string(optimizers.size()) + ", optimizer: " + one + "}\n";
  const auto records = run("[{problem: quadratic, condition: 10}, {problem: logistic_regression, batch: 16}]",
                           "{steps: 100}", optimizers);
  ASSERT_EQ(records.size(), 4 * pairs.size());
  for (std::size_t k = 0; k < records.size(); k += 2) {
    const auto &theirs = records[k], &ours = records[k + 1];
    SCOPED_TRACE(pairs[k / 2 % pairs.size()].first);
    ASSERT_EQ(theirs.status, run::Status::finished) << theirs.reason;
    EXPECT_EQ(theirs.evaluations, ours.evaluations);
    ASSERT_EQ(theirs.points.size(), ours.points.size());
    for (std::size_t i = 0; i < ours.points.size(); ++i)
      EXPECT_NEAR(theirs.points[i].loss, ours.points[i].loss, 1e-10 * ours.points[i].loss) << "point " << i;
  }
}

TEST_F(Libtorch, LbfgsIsSteppedByTheHost) {
  const auto records = run("[{problem: rosenbrock, dimension: 10}]", "{evaluations: 150}",
                           "  - torch_lbfgs\n  - {label: none, optimizer: torch_lbfgs, line_search: none}\n");
  for (const auto& r : records) {
    EXPECT_EQ(r.status, run::Status::finished) << r.reason;
    EXPECT_EQ(r.steps, r.evaluations);
    EXPECT_LT(r.points.back().loss, 1e-12);
  }
}

}  // namespace
}  // namespace slalom::test
