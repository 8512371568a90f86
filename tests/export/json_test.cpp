// The one document.
#include "export/export_json.hpp"

#include "export/stored_race.hpp"
#include "support/temporary_folder.hpp"

#include <gmock/gmock.h>

#include <fstream>
#include <map>

namespace slalom::test {
namespace {

using store::Store;

Json exported() {
  const TemporaryFolder folder;
  Store store(folder.path(), Store::Mode::write);
  store_race(store);
  exports::export_json(store, folder.path() / "out");
  return Json::parse(std::ifstream(folder.path() / "out" / "results.json"));
}

TEST(ExportJson, HoldsSuitesWithCasesAndRuns) {
  const auto json = exported();
  EXPECT_EQ(json.at("export_format"), 1);
  const auto& first = json.at("suites").at(0);
  EXPECT_EQ(first.at("suite"), "first");
  EXPECT_EQ(first.at("text"), "suite: first\n");
  EXPECT_EQ(first.at("provenance"), Json({{"command", "slalom run first.yaml"}}));
  EXPECT_EQ(first.at("experiments").at(0), Json({{"name", "valleys"}, {"about", "about valleys"}}));
  EXPECT_EQ(first.at("cases").at(0).at("optimizer").at("settings").at("momentum"), 0.9);
  EXPECT_EQ(first.at("runs").at(2), Json({{"case", 1}, {"seed", 2}, {"run", make_id(0xb2).text()}}));
  EXPECT_EQ(json.at("suites").at(1).at("cases").at(0).at("optimizer").at("label"), "the same again");
}

TEST(ExportJson, HoldsEveryProblemOnce) {
  const auto problems = exported().at("problems");
  ASSERT_EQ(problems.size(), 3U);
  EXPECT_EQ(problems.at(0).at("problem"), "mlp");
  EXPECT_EQ(problems.at(0).at("minimum"), nullptr);
  EXPECT_EQ(problems.at(1).at("problem"), "quadratic");
  EXPECT_EQ(problems.at(1).at("minimum"), 0.5);
  EXPECT_EQ(problems.at(1).at("minimizers"), Json::parse("[[0.0, 0.0]]"));
}

TEST(ExportJson, HoldsEveryStoredRunOnce) {
  const auto runs = exported().at("runs");
  ASSERT_EQ(runs.size(), 3U);

  EXPECT_EQ(runs.at(0), Json::parse(R"({
    "run": "a10f0000000000000000000000000000", "seed": 1, "status": "target",
    "reason": "within 0.001 of a minimizer, \"(0, 0)\"", "output": "one line\nhalf a letter )"
                                    "\xef\xbf\xbd"
                                    R"(",
    "final_loss": 0.6, "steps": 10, "evaluations": 20, "examples": 40, "cpu_seconds": 0.25, "optimizer_share": null, "state_bytes": null, "clock_ended": false,
    "minimizer": 0, "distance": 0.1, "gradient_variance": {"measured": null, "theory": null}, "final_w": [0.1, -0.0],
    "trace": {"step": [0, 10], "evaluations": [0, 20], "examples": [0, 40], "cpu_seconds": [0.0, 0.25],
              "loss": [2.5, 0.6], "gradient_norm": [0.3333333333333333, null], "effective_step": [null, 0.5]},
    "targets": [{"target": 0.1, "reached": true, "step": 5, "evaluations": 10, "examples": 20, "cpu_seconds": 0.125},
                {"target": 0.001, "reached": false}],
    "trajectory": [[1.0, 2.0], [0.1, -0.0]]})"));

  EXPECT_EQ(runs.at(1).at("trace").at("test_accuracy"), Json::parse("[0.125, 0.5]"));
  EXPECT_EQ(runs.at(1).at("trace").at("test_loss"), Json::parse("[2.75, null]"));
  EXPECT_EQ(runs.at(1).at("trace").at("loss"), Json::parse("[2.5, null]"));
  EXPECT_EQ(runs.at(1).at("minimizer"), nullptr);
  EXPECT_EQ(runs.at(2).at("reason"), "killed by signal 11");
  EXPECT_EQ(runs.at(2).at("trace").at("step"), Json::array());
}

TEST(ExportJson, AnEmptyStoreIsADocumentToo) {
  const TemporaryFolder folder;
  const Store store(folder.path(), Store::Mode::write);
  exports::export_json(store, folder.path());
  const auto json = Json::parse(std::ifstream(folder.path() / "results.json"));
  EXPECT_EQ(json.at("runs"), Json::array());
}

TEST(ExportJson, SaysThatDivergedAndFailedRunsEndedAtInfinity) {
  for (const auto& run : exported().at("runs")) {
    const auto& loss = run.at("final_loss");
    const std::map<std::string, Json> expected{{"diverged", "inf"}, {"failed", "inf"}, {"target", 0.6}};
    EXPECT_EQ(loss, expected.at(run.at("status")));
  }
}

}  // namespace
}  // namespace slalom::test
