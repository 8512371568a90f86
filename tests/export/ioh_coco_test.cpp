// The formats of IOHprofiler and COCO, line by line. end_to_end/peers_test.cpp reads them with
// the tools' own readers.
#include "export/export_coco.hpp"
#include "export/export_ioh.hpp"
#include "export/stored_race.hpp"
#include "support/read_file.hpp"
#include "support/temporary_folder.hpp"

#include <gmock/gmock.h>

#include <fstream>

namespace slalom::test {
namespace {

namespace fs = std::filesystem;
using store::Store;
using testing::ElementsAre;
using testing::HasSubstr;

class ForeignFormat : public testing::Test {
 protected:
  ForeignFormat() { store_race(store); }
  TemporaryFolder folder;
  Store store{folder.path(), Store::Mode::write};
  fs::path out = folder.path() / "out";
};

TEST_F(ForeignFormat, IohHasAFolderForEachOptimizer) {
  exports::export_ioh(store, out);
  const auto index = Json::parse(read_file(out / "heavy_ball/IOHprofiler_f1_bowl__round.json"));
  EXPECT_EQ(index.at("version"), "0.3.23");
  EXPECT_EQ(index.at("function_id"), 1);
  EXPECT_EQ(index.at("maximization"), false);
  EXPECT_EQ(index.at("algorithm"), Json({{"name", "heavy_ball"}, {"info", "heavy ball"}}));
  EXPECT_EQ(index.at("attributes"), Json({"evaluations", "raw_y"}));
  const auto& scenario = index.at("scenarios").at(0);
  EXPECT_EQ(scenario.at("dimension"), 2);
  EXPECT_EQ(scenario.at("runs"), Json::parse(R"([{"instance": 1, "evals": 20, "best":
    {"evals": 10, "y": 0.6, "x": [0.1, -0.0]}}])"));
  EXPECT_EQ(read_file(out / "heavy_ball" / scenario.at("path").get<std::string>()),
            "evaluations raw_y\n1 2.5\n10 0.59999999999999998\n20 0.59999999999999998\n");
}

TEST_F(ForeignFormat, IohWritesInfinityWhereARunDiverged) {
  exports::export_ioh(store, out);
  EXPECT_EQ(read_file(out / "sgd/data_f2_mlp/IOHprofiler_f2_mlp_DIM2410.dat"), "evaluations raw_y\n1 2.5\n4 inf\n");
  EXPECT_FALSE(fs::exists(out / "newton")) << "nothing is known of its problem";
}

TEST_F(ForeignFormat, CocoHasGapsOfProblemsWithAKnownMinimum) {
  const auto notes = exports::export_coco(store, out);
  EXPECT_EQ(read_file(out / "heavy_ball/bbobexp_f1.info"),
            "suite = 'bbob', funcId = 1, DIM = 2, Precision = 1.000e-08, algId = 'heavy ball', coco_version = '2.7.3', "
            "logger = 'bbob', data_format = 'bbob-new2'\n% bowl  round\ndata_f1/bbobexp_f1_DIM2.dat, 1:20|1.0e-01\n");
  const auto dat = read_file(out / "heavy_ball/data_f1/bbobexp_f1_DIM2.dat");
  EXPECT_THAT(dat, HasSubstr("\n1 0 +2.000000000e+00 +2.500000000e+00 +2.500000000e+00\n"
                             "10 0 +1.000000000e-01 +6.000000000e-01 +6.000000000e-01\n"
                             "20 0 +1.000000000e-01 +6.000000000e-01 +6.000000000e-01\n"));
  EXPECT_THAT(dat, HasSubstr("Fopt (5.000000000000e-01)"));
  EXPECT_EQ(read_file(out / "problems.csv"),
            "suite,function,problem,dimension\r\nbbob,1,\"bowl, round\",2\r\nbbob,2,\"bowl, round\",2\r\n");
  EXPECT_THAT(notes, ElementsAre(HasSubstr("problems.csv"), HasSubstr("left out: mlp, whose minimum is not known")));
}

TEST(Coco, GivesFunctionsTheNumbersThatBbobGivesThem) {
  const TemporaryFolder folder;
  Store store{folder.path(), Store::Mode::write};
  suite::Plan plan;
  plan.suite = "s";
  plan.experiments = {{"", ""}};
  auto run = run_on_bowl();
  std::uint32_t index = 0;
  for (const auto& [problem, label] : {std::pair{"beale", "beale"},
                                       {"rosenbrock", "valley"},
                                       {"rosenbrock", "far"},
                                       {"sphere", "bowl"},
                                       {"bbob_f15", "waves"},
                                       {"bbob_f101", "noise"},
                                       {"bbob_large_f15", "larger"}}) {
    auto c = make_case(problem, "sgd");
    c.problem.label = label;
    c.problem.settings = {{"number", index}};
    run::ProblemInfo info;
    info.dimension = 2;
    info.minimum = 0;
    store.put_info(run::problem_key(c), info);
    run.id = make_id(static_cast<std::uint8_t>(index));
    plan.cases.push_back(c);
    plan.runs.push_back({index++, 1, run.id});
    store.put(run);
  }
  store.put_plan(plan, Json::object());
  exports::export_coco(store, folder.path() / "out");
  EXPECT_EQ(read_file(folder.path() / "out/problems.csv"),
            "suite,function,problem,dimension\r\nbbob,2,beale,2\r\nbbob,8,valley,2\r\nbbob,3,far,2\r\nbbob,1,bowl,2\r\n"
            "bbob,15,waves,2\r\nbbob-noisy,101,noise,2\r\nbbob-largescale,15,larger,2\r\n");
  EXPECT_THAT(read_file(folder.path() / "out/sgd/bbobexp_f8.info"), HasSubstr("suite = 'bbob', funcId = 8, DIM = 2"));
  EXPECT_THAT(read_file(folder.path() / "out/bbob-noisy/sgd/bbobexp_f101.info"),
              HasSubstr("suite = 'bbob-noisy', funcId = 101, DIM = 2"));
  EXPECT_FALSE(fs::exists(folder.path() / "out/sgd/bbobexp_f101.info"));
  EXPECT_THAT(read_file(folder.path() / "out/bbob-largescale/sgd/bbobexp_f15.info"),
              HasSubstr("suite = 'bbob-largescale', funcId = 15, DIM = 2"));
}

TEST_F(ForeignFormat, LeavesOutWhoHasNoResults) {
  auto plan = store.plans().front();
  plan.cases.push_back(make_case("quadratic", "crashed"));
  plan.cases.back().problem = plan.cases.front().problem;
  plan.runs.push_back(
      {.case_index = static_cast<std::uint32_t>(plan.cases.size() - 1), .seed = 1, .id = make_id(0xdd)});
  store.put_plan(plan, {});
  run::RunRecord failed;
  failed.id = make_id(0xdd);
  failed.seed = 1;
  store.put(failed);
  exports::export_coco(store, out / "coco");
  exports::export_ioh(store, out / "ioh");
  EXPECT_TRUE(fs::exists(out / "coco/heavy_ball"));
  EXPECT_FALSE(fs::exists(out / "coco/crashed"));
  EXPECT_FALSE(fs::exists(out / "ioh/crashed"));
}

TEST_F(ForeignFormat, TakesTheOlderExportAway) {
  const TemporaryFolder other;
  Store empty(other.path(), Store::Mode::write);
  for (const auto write :
       {+[](const Store& s, const fs::path& o) { exports::export_coco(s, o); }, exports::export_ioh}) {
    fs::remove_all(out);
    write(store, out);
    std::ofstream(out / "notes.txt") << "mine";
    EXPECT_TRUE(fs::exists(out / "heavy_ball"));
    write(empty, out);
    EXPECT_FALSE(fs::exists(out / "heavy_ball"));
    EXPECT_TRUE(fs::exists(out / "notes.txt")) << "which is not ours";
  }
  EXPECT_THROW(exports::export_coco(store, out), store::StoreError) << "the folder holds the other format";
  EXPECT_THROW(exports::export_ioh(store, folder.path()), store::StoreError) << "the folder is not empty";
}

}  // namespace
}  // namespace slalom::test
