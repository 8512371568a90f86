// The run loop, without processes and plugins.
#include "session/session.hpp"

#include "session/fake_executor.hpp"
#include "session/missing_runs.hpp"
#include "support/error_of.hpp"
#include "support/runs.hpp"
#include "support/sql.hpp"
#include "support/temporary_folder.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>

namespace slalom::session {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

suite::Case case_of(const std::string& optimizer) {
  suite::Case c;
  c.problem.name = c.problem.label = "p";
  c.optimizer.name = c.optimizer.label = optimizer;
  c.budget.steps = 10;
  return c;
}

/// Two cases of three seeds.
suite::Plan small_plan() { return test::plan_of({case_of("a"), case_of("b")}, {1, 2, 3}); }

/// A results folder, and what executes its runs.
class Sessions : public testing::Test {
 protected:
  /// As one command does.
  Outcome run(const suite::Plan& plan, RunOptions options = {}, const run::RunEvents& events = {}) {
    if (options.command.empty()) options.command = "test";
    return Session(folder_.path(), registry_, executor_).run(plan, options, events);
  }
  store::Store stored() const { return {folder_.path(), store::Store::Mode::read}; }
  std::filesystem::path file() const { return folder_.path() / "results.sqlite"; }

  test::TemporaryFolder folder_;
  loader::Registry registry_;
  FakeExecutor executor_;
};

TEST_F(Sessions, ExecutesAndStoresAllRuns) {
  const auto plan = small_plan();
  const auto outcome = run(plan);
  EXPECT_EQ(outcome.plan, plan);
  EXPECT_TRUE(outcome.changed);
  EXPECT_FALSE(outcome.interrupted());
  EXPECT_EQ(outcome.done, 6);
  EXPECT_THAT(executor_.rounds, ElementsAre(plan.runs));
  EXPECT_EQ(stored().count(), 6);
  EXPECT_THAT(stored().plans(), ElementsAre(plan));
}

TEST_F(Sessions, ExecutesNothingThatIsStored) {
  run(small_plan());
  const auto again = run(small_plan());
  EXPECT_FALSE(again.changed);
  EXPECT_EQ(again.missing, 0);
  EXPECT_THAT(executor_.rounds, SizeIs(1));

  const auto more = test::plan_of({case_of("a"), case_of("b"), case_of("c")}, {1, 2, 3});
  EXPECT_EQ(run(more).done, 3) << "the runs of c";
}

TEST_F(Sessions, ContinuesWhereItWasInterrupted) {
  executor_.interrupted_after = 2;
  const auto first = run(small_plan());
  EXPECT_TRUE(first.interrupted());
  EXPECT_EQ(first.missing, 6);
  EXPECT_EQ(first.done, 2);
  EXPECT_EQ(stored().count(), 2) << "what was finished is stored";

  executor_.interrupted_after = 100;
  const auto second = run(small_plan());
  EXPECT_FALSE(second.interrupted());
  EXPECT_EQ(second.missing, 4);
  EXPECT_EQ(stored().count(), 6);
}

TEST_F(Sessions, TriesFailedRunsOncePerCommand) {
  executor_.change = [](const suite::Case& c, run::RunRecord& record) {
    if (c.optimizer.name == "b") fail(record);
  };
  EXPECT_EQ(run(small_plan()).failed, 3);
  EXPECT_THAT(executor_.rounds, SizeIs(1)) << "not again by the same command";
  EXPECT_EQ(count_done(folder_.path()), 3);

  executor_.change = [](const auto&, auto&) {};
  const auto again = run(small_plan());
  EXPECT_EQ(again.done, 3);
  EXPECT_EQ(again.failed, 0);
  EXPECT_EQ(count_done(folder_.path()), 6);
}

TEST_F(Sessions, CountsWhatBecameOfRuns) {
  executor_.change = [](const suite::Case& c, run::RunRecord& record) {
    if (c.optimizer.name == "b") return;
    if (record.seed == 1) {
      record.status = run::Status::diverged;
    } else {
      fail(record);
      if (record.seed == 3) record.status = run::Status::skipped;
    }
  };
  const auto outcome = run(small_plan());
  EXPECT_EQ(outcome.done, 6);
  EXPECT_EQ(outcome.diverged, 1);
  EXPECT_EQ(outcome.failed, 1);
  EXPECT_EQ(outcome.skipped, 1);
}

TEST_F(Sessions, FreshRepeatsEverything) {
  run(small_plan());
  executor_.change = [](const auto&, run::RunRecord& record) { record.points.back().loss = 7; };
  const auto outcome = run(small_plan(), {.fresh = true});
  EXPECT_EQ(outcome.done, 6);
  EXPECT_EQ(stored().find(small_plan().runs[0].id)->points.back().loss, 7);
}

TEST_F(Sessions, FreshDoesNotReplaceAResultByAFailure) {
  run(small_plan());
  executor_.change = [](const auto&, run::RunRecord& record) { fail(record); };
  EXPECT_EQ(run(small_plan(), {.fresh = true}).failed, 6);
  EXPECT_EQ(count_done(folder_.path()), 6);
}

TEST_F(Sessions, FreshComputesWhatProblemsCachedAgainButOnce) {
  const auto key = run::problem_key(case_of("a"));
  std::vector<loader::CachedValues> found;
  executor_.before = [&](const run::ExecutionOptions& options, const run::RunEvents& events) {
    found.push_back(options.lookup(key));
    events.problem_info(key, {.cached = {{1.5}}});
    found.push_back(options.lookup(key));
  };
  const loader::CachedValues none, cached{{1.5}};
  run(test::plan_of({case_of("a")}, {1}));
  run(test::plan_of({case_of("a")}, {2}));
  EXPECT_THAT(found, ElementsAre(none, cached, cached, cached));
  found.clear();
  run(test::plan_of({case_of("a")}, {1}), {.fresh = true});
  EXPECT_THAT(found, ElementsAre(none, cached));
}

TEST_F(Sessions, ExecutesTheSelectedCasesAndStoresTheWholePlan) {
  const auto plan = small_plan();
  const auto outcome =
      run(plan, {.selects = [](const suite::Plan&, const suite::Case& c) { return c.optimizer.name == "b"; }});
  EXPECT_EQ(outcome.done, 3);
  EXPECT_FALSE(outcome.interrupted());
  EXPECT_THAT(stored().plans(), ElementsAre(plan));
  EXPECT_EQ(run(plan).done, 3) << "the rest";
}

TEST_F(Sessions, TakesOverResultsOfAnotherFolder) {
  const test::TemporaryFolder other;
  Session(other.path(), registry_, executor_).run(test::plan_of({case_of("a")}, {1, 2}), {.command = "other"});
  const auto outcome = run(small_plan(), {.from = other.path()});
  EXPECT_EQ(outcome.taken_over, 2);
  EXPECT_EQ(outcome.done, 4);
  EXPECT_EQ(stored().provenance().at(0).at("taken_over").at("runs"), 2);
}

TEST_F(Sessions, ReportsEveryRoundWhenItIsStored) {
  std::vector<std::string> heard;
  const auto outcome =
      run(small_plan(), {},
          {.begin = [&](const suite::Plan&, auto runs) { heard.push_back(fmt::format("begin {}", runs.size())); },
           .end = [&] { heard.push_back(fmt::format("end {}", stored().count())); },
           .record = [&](const run::RunRecord& record) { heard.push_back(std::to_string(record.seed)); }});
  EXPECT_THAT(heard, ElementsAre("begin 6", "1", "2", "3", "1", "2", "3", "end 6"));
}

TEST_F(Sessions, CommitsEachRunWhereTheNextMayEndTheProcess) {
  executor_.in_process = true;
  std::vector<std::size_t> counts;
  run(small_plan(), {}, {.record = [&](const run::RunRecord&) { counts.push_back(stored().count()); }});
  EXPECT_THAT(counts, ElementsAre(1, 2, 3, 4, 5, 6));
}

TEST_F(Sessions, StopsWhenTheStoreFailsAndContinuesLater) {
  executor_.in_process = true;
  executor_.change = [&](const suite::Case&, const run::RunRecord& record) {
    if (record.seed == 3) test::sql(file(), "ALTER TABLE runs RENAME TO lost");
  };
  EXPECT_THAT(test::error_of([&] { run(small_plan()); }), AllOf(HasSubstr("results.sqlite"), HasSubstr("runs")));
  EXPECT_THAT(executor_.rounds, ElementsAre(SizeIs(3))) << "nothing more is executed";

  test::sql(file(), "ALTER TABLE lost RENAME TO runs");
  executor_.change = [](const auto&...) {};
  EXPECT_EQ(stored().count(), 2);
  EXPECT_EQ(run(small_plan()).done, 4);
  EXPECT_EQ(stored().count(), 6);
}

TEST_F(Sessions, StoresWhichCommandsMadeTheResults) {
  executor_.interrupted_after = 2;
  run(small_plan(), {.command = "first", .level = "x86-64-v3"});
  executor_.interrupted_after = 100;
  run(small_plan(), {.command = "second", .shard = suite::Shard{2, 8}});
  const auto now = stored().provenance().at(0);
  EXPECT_EQ(now.at("command"), "second");
  EXPECT_EQ(now.at("runs"), 4);
  EXPECT_EQ(now.at("shards"), Json::parse(R"({"count": 8, "there": [2]})"));
  EXPECT_EQ(now.at("sandbox"), "off");
  ASSERT_THAT(now.at("earlier"), SizeIs(1));
  EXPECT_EQ(now.at("earlier").at(0).at("command"), "first");
  EXPECT_EQ(now.at("earlier").at(0).at("runs"), 2);
  EXPECT_EQ(now.at("earlier").at(0).at("program").at("level"), "x86-64-v3");

  run(small_plan(), {.command = "third"});
  EXPECT_EQ(stored().provenance().at(0), now) << "which executed nothing";
}

/// One more seed for all cases, up to a number.
tune::SeedRule one_by_one(std::uint64_t max_seeds) {
  return {.max_seeds = max_seeds, .more_seeds = [max_seeds](const suite::Plan& plan, const store::Store& store) {
            std::vector<tune::CaseSeeds> more;
            std::vector<std::uint64_t> seeds(plan.cases.size());
            for (const auto& run : plan.runs) {
              EXPECT_TRUE(store.find(run.id)) << "asked while runs are missing";
              ++seeds[run.case_index];
            }
            for (std::size_t i = 0; i < plan.cases.size(); ++i)
              if (plan.cases[i].phase == suite::Phase::report && seeds[i] < max_seeds)
                more.push_back({i, {seeds[i] + 1}});
            return more;
          }};
}

TEST_F(Sessions, AddsSeedsAsLongAsTheRuleDoes) {
  const auto outcome = run(small_plan(), {.seed_rule = one_by_one(5)});
  EXPECT_THAT(executor_.rounds, ElementsAre(SizeIs(6), SizeIs(2), SizeIs(2)));
  EXPECT_EQ(outcome.plan.runs.size(), 10);
  EXPECT_THAT(stored().plans(), ElementsAre(outcome.plan));
  EXPECT_EQ(stored().provenance().at(0).at("most_seeds"), 5);

  EXPECT_FALSE(run(small_plan(), {.seed_rule = one_by_one(5)}).changed);
  EXPECT_EQ(run(small_plan(), {.seed_rule = one_by_one(6)}).done, 2) << "begins with what is stored";
}

TEST_F(Sessions, AddsNoSeedsWhereRunsAreMissing) {
  const auto outcome =
      run(small_plan(), {.selects = [](const suite::Plan&, const suite::Case& c) { return c.optimizer.name == "a"; },
                         .seed_rule = one_by_one(5)});
  EXPECT_EQ(outcome.done, 3);
  EXPECT_THAT(executor_.rounds, SizeIs(1));
}

TEST_F(Sessions, VerifiesBitForBit) {
  const auto plan = small_plan();
  run(plan);
  Session session(folder_.path(), registry_, executor_);
  const auto verify = [&](std::size_t count) { return session.verify({&plan, 1}, count, {}); };
  const auto same = verify(4);
  EXPECT_EQ(same.drawn, 4);
  EXPECT_EQ(same.repeated, 4);
  EXPECT_THAT(same.different, IsEmpty());

  executor_.change = [](const suite::Case& c, run::RunRecord& record) {
    if (c.optimizer.name == "b" && record.seed == 2) record.points.back().loss = std::nextafter(1.0, 2.0);
  };
  const auto all = verify(100);
  EXPECT_EQ(all.drawn, 6);
  ASSERT_THAT(all.different, SizeIs(1));
  EXPECT_EQ(all.different[0].run, plan.runs[4].id);
  EXPECT_THAT(all.different[0].fields, ElementsAre(HasSubstr("loss")));
}

}  // namespace
}  // namespace slalom::session
