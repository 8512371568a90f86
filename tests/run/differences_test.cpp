// Every member of a record that a replay must repeat is compared, to the last bit.
#include "run/differences.hpp"

#include <gmock/gmock.h>

#include <cmath>
#include <functional>

namespace slalom::test {
namespace {

using run::RunRecord;
using testing::ElementsAre;
using testing::IsEmpty;

RunRecord make_record() {
  RunRecord r;
  r.status = run::Status::finished;
  r.points.resize(2);
  r.metrics = {1, run::unknown};
  r.targets.resize(2);
  r.trajectory = {0.0, 1};
  r.final_w = {1};
  return r;
}

TEST(Differences, OfTheSameRunAreNone) {
  auto now = make_record();
  now.cpu_seconds = 5;
  now.points[1].cpu_seconds = 5;
  now.targets[1].cpu_seconds = 5;
  now.output = "printed";
  EXPECT_THAT(run::differences(make_record(), now), IsEmpty());
}

struct Change {
  const char* said;
  std::function<void(RunRecord&)> make;
};

TEST(Differences, AreFoundInEveryMember) {
  const std::vector<Change> changes{
      {"the status was 'finished' and is 'diverged'", [](auto& r) { r.status = run::Status::diverged; }},
      {"the reason was '' and is 'x'", [](auto& r) { r.reason = "x"; }},
      {"the number of steps was 0 and is 1", [](auto& r) { r.steps = 1; }},
      {"the number of evaluations was 0 and is 1", [](auto& r) { r.evaluations = 1; }},
      {"the number of examples was 0 and is 1", [](auto& r) { r.examples = 1; }},
      {"the number of recorded steps was 2 and is 3", [](auto& r) { r.points.resize(3); }},
      {"recorded point 1: the step was 0 and is 9", [](auto& r) { r.points[1].step = 9; }},
      {"recorded point 0: the number of evaluations was 0 and is 9", [](auto& r) { r.points[0].evaluations = 9; }},
      {"recorded point 0: the number of examples was 0 and is 9", [](auto& r) { r.points[0].examples = 9; }},
      {"recorded point 1: the loss was nan and is 0.10000000000000001", [](auto& r) { r.points[1].loss = 0.1; }},
      {"recorded point 0: the gradient norm was nan and is 2", [](auto& r) { r.points[0].gradient_norm = 2; }},
      {"recorded point 0: the effective step was nan and is 2", [](auto& r) { r.points[0].effective_step = 2; }},
      {"the metrics, value 0, was 1 and is 2",
       [](auto& r) {
         r.metrics = {2, 3};
       }},
      {"the number of values of the metrics was 2 and is 0", [](auto& r) { r.metrics.clear(); }},
      {"the number of targets was 2 and is 1", [](auto& r) { r.targets.pop_back(); }},
      {"target 1: reached was no and is yes", [](auto& r) { r.targets[1].reached = true; }},
      {"target 0: the step was 0 and is 4", [](auto& r) { r.targets[0].step = 4; }},
      {"target 0: the number of evaluations was 0 and is 4", [](auto& r) { r.targets[0].evaluations = 4; }},
      {"target 0: the number of examples was 0 and is 4", [](auto& r) { r.targets[0].examples = 4; }},
      {"the trajectory, value 0, was 0 and is -0", [](auto& r) { r.trajectory[0] = -0.0; }},
      {"the final w, value 0, was 1 and is 1.0000000000000002",
       [](auto& r) { r.final_w = {std::nextafter(1.0, 2.0)}; }},
      {"the nearest minimizer was -1 and is 0", [](auto& r) { r.minimizer = 0; }},
      {"the distance to the nearest minimizer was nan and is 1", [](auto& r) { r.distance = 1; }},
      {"the measured gradient variance was nan and is 1", [](auto& r) { r.variance.measured = 1; }},
      {"the theory's gradient variance was nan and is 1", [](auto& r) { r.variance.theory = 1; }},
  };
  for (const auto& change : changes) {
    auto now = make_record();
    change.make(now);
    EXPECT_THAT(run::differences(make_record(), now), ElementsAre(change.said));
  }
}

}  // namespace
}  // namespace slalom::test
