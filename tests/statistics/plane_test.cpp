// Trajectories through three dimensions on the plane of a report, by hand.
#include "fabricated.hpp"
#include "statistics/compare.hpp"

#include <gmock/gmock.h>

namespace slalom::statistics {
namespace {

using testing::DoubleNear;
using testing::ElementsAre;
using testing::IsEmpty;

/// From (1, 1, 1): "best" ends 3 further along the first axis, "far" 4 along the second and 1 back, "near" 1 along the
/// third.
Fabricated in_space() {
  Fabricated f;
  f.info["p"].minimizers = {{5, 3, 9}};
  const auto add = [&](const char* name, double end, std::vector<double> way) {
    f.add("p", name).recording.trajectory = true;
    f.run(1, {9, end}).trajectory = std::move(way);
  };
  add("far", 2, {1, 1, 1, 0, 5, 1});
  add("best", 1, {1, 1, 1, 4, 1, 1});
  add("near", 3, {1, 1, 1, 1, 1, 2});
  f.info["p"].dimension = 3;
  return f;
}

const OptimizerResult& of(const ProblemComparison& p, const std::string& label) {
  return *std::ranges::find(p.optimizers, label, &OptimizerResult::label);
}

TEST(Plane, LeadsFromTheStartToTheBestAndToTheEndFarthestFromThatLine) {
  const auto comparison = compare({in_space().source()});
  const auto& p = comparison.experiments[0].problems[0];
  EXPECT_EQ(p.plane.best, "best");
  EXPECT_EQ(p.plane.third, "far");
  EXPECT_THAT(of(p, "best").trajectory.x, ElementsAre(0, 3));
  EXPECT_THAT(of(p, "best").trajectory.y, ElementsAre(0, 0));
  EXPECT_THAT(of(p, "far").trajectory.x, ElementsAre(0, -1));
  EXPECT_THAT(of(p, "far").trajectory.y, ElementsAre(0, 4));
  EXPECT_THAT(of(p, "near").trajectory.x, ElementsAre(0, 0));
  EXPECT_THAT(of(p, "near").trajectory.y, ElementsAre(0, 0));
  EXPECT_THAT(of(p, "near").trajectory.steps, ElementsAre(0, 1));
  EXPECT_THAT(p.plane.minimizers, ElementsAre(ElementsAre(4, 2)));
  EXPECT_THAT(p.plane.fraction, DoubleNear(26.0 / 27, 1e-12)) << "9 + 17 of 9 + 17 + 1";
}

TEST(Plane, IsEmptyWhereAllEndsLieOnOneLine) {
  Fabricated f;
  for (const double end : {2.0, 3.0}) {
    f.add("p", end < 3 ? "a" : "b").recording.trajectory = true;
    f.run(1, {9, end}).trajectory = {0, 0, 0, end, end, end};
  }
  f.info["p"].dimension = 3;
  const auto p = compare({f.source()}).experiments[0].problems[0];
  EXPECT_THAT(p.plane.best, IsEmpty());
  EXPECT_THAT(p.optimizers[0].trajectory.x, IsEmpty());
}

TEST(Plane, LeavesOutWhatDivergedAndWhatWasNotRecorded) {
  auto f = in_space();
  f.add("p", "lost").recording.trajectory = true;
  f.run(1, {9, INFINITY}, run::Status::diverged, "the loss is infinite").trajectory = {1, 1, 1, 1e40, 0, 0};
  f.add("p", "unrecorded");
  f.run(1, {9, 8});
  f.info["p"].dimension = 3;
  const auto p = compare({f.source()}).experiments[0].problems[0];
  EXPECT_EQ(p.plane.third, "far");
  EXPECT_THAT(of(p, "lost").trajectory.x, IsEmpty());
  EXPECT_THAT(of(p, "unrecorded").trajectory.x, IsEmpty());
}

}  // namespace
}  // namespace slalom::statistics
