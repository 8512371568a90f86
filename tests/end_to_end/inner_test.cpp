// Optimizers and problems inside of others, from the suite to the tables.
#include "end_to_end/program.hpp"
#include "store/store.hpp"

#include <gmock/gmock.h>

namespace slalom::test {
namespace {

using testing::AllOf;
using testing::HasSubstr;

TEST(Inner, RunsIsStoredExportedReportedAndRepeated) {
  const TemporaryFolder folder;
  write(
      folder.path() / "s.yaml",
      "suite: s\nseeds: 2\nbudget: {steps: 30}\n"
      "problems:\n  - two_wells\n  - {problem: noise, inner: {problem: shift, by: [0.5], inner: two_wells}}\n"
      "optimizers:\n  - adam\n"
      "  - {optimizer: lookahead, inner: {optimizer: clip, norm: 0.5, inner: {optimizer: adam, beta1: [0.8, 0.9]}}}\n");
  const auto ran = slalom({"run", "s.yaml", "--out", "r"}, folder.path());
  ASSERT_EQ(ran.code, 0) << ran.err;
  const store::Store store(folder.path() / "r", store::Store::Mode::read);
  const auto plan = store.plans().at(0);
  ASSERT_EQ(store.done().size(), 12U);
  EXPECT_EQ(plan.cases.at(1).optimizer.label, "lookahead of clip of adam (inner.inner.beta1=0.8)");
  EXPECT_THAT(read(folder.path() / "r/report.md"), HasSubstr("lookahead of clip of adam"));

  ASSERT_EQ(slalom({"export", "r", "--format", "csv", "--out", "csv"}, folder.path()).code, 0);
  EXPECT_THAT(read(folder.path() / "csv/runs.csv"), HasSubstr(R"(""inner"":{""beta1"":0.8,""beta2"":0.999,)"));
  for (const auto& run : plan.runs) {
    const auto again = slalom({"replay", "r", run.id.text()}, folder.path());
    EXPECT_EQ(again.code, 0) << again.out << again.err;
  }
  EXPECT_THAT(slalom({"run", "s.yaml", "--out", "r", "--dry-run"}, folder.path()).code, 0);
}

TEST(Inner, IsShownAsRequired) {
  const TemporaryFolder folder;
  EXPECT_THAT(slalom({"show", "lookahead"}, folder.path()).out,
              AllOf(HasSubstr("inner   required"), HasSubstr("an optimizer")));
  EXPECT_THAT(slalom({"show", "noise"}, folder.path()).out,
              AllOf(HasSubstr("inner  required"), HasSubstr("a problem")));
}

TEST(Inner, MistakesAreToldInTheirPlace) {
  const TemporaryFolder folder;
  write(folder.path() / "s.yaml",
        "suite: s\nbudget: {steps: 30}\nproblems: [two_wells]\noptimizers:\n  - {optimizer: clip, inner: adm}\n");
  const auto ended = slalom({"validate", "s.yaml"}, folder.path());
  EXPECT_EQ(ended.code, 2);
  EXPECT_THAT(ended.err, HasSubstr("s.yaml:5:30: unknown optimizer 'adm'; did you mean 'adam"));
}

}  // namespace
}  // namespace slalom::test
