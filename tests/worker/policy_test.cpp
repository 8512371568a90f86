// Who runs what next and who is the culprit: every sequence of events as a table of words.
#include "worker/policy.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <gmock/gmock.h>

#include <sstream>

namespace slalom::test {
namespace {

using namespace worker;

/// Four cases with two runs each: runs 0 1 of optimizer a on problem p, 2 3 of b on p, 4 5 of a on q, 6 7 of c on q.
SupervisorPolicy small_policy(std::size_t jobs = 2) {
  return {{{.problem = "p", .optimizer = "a", .loaded = {"a", "p"}},
           {.problem = "p", .optimizer = "b", .loaded = {"b", "p"}},
           {.problem = "q", .optimizer = "a", .loaded = {"a", "q"}},
           {.problem = "q", .optimizer = "c", .loaded = {"c", "q"}}},
          {0, 0, 1, 1, 2, 2, 3, 3},
          jobs};
}

/// Plays a script against a policy, a line per event, and says what the policy answered:
///   start              → "shared 0 1 …", "isolated 3" or "-": the next worker
///   loaded W           a worker has loaded its files
///   record W RUN       → "stored" or "repeated": a result
///   error W RUN [WHY]  likewise, of a plugin that reports an error
///   exit W             → the failed runs: a worker ended that handed over all, or as `begun RUN…` and the like say
///   dies W [loading] [opening RUN] [outside] [begun RUN…]
std::string play(SupervisorPolicy& policy, const std::string& event) {
  std::istringstream words(event);
  std::string what;
  std::size_t worker = 0, run = 0;
  words >> what;
  if (what == "start") {
    const auto next = policy.next_worker();
    return next ? fmt::format("{} {}", next->isolated ? "isolated" : "shared", fmt::join(next->runs, " ")) : "-";
  }
  words >> worker;
  if (what == "loaded") return policy.loaded(worker), "";
  if (what == "record" || what == "error") {
    std::string why;
    words >> run >> why;
    return policy.accept(worker, run, what == "error" ? std::optional(why) : std::nullopt) ? "stored" : "repeated";
  }
  WorkerEnd end;
  for (std::string word; words >> word;) {
    if (word == "loading") end.phase = WorkerEnd::Phase::loading;
    if (word == "outside") end.killed_from_outside = true;
    if (word == "opening") {
      end.phase = WorkerEnd::Phase::opening;
      words >> run;
      end.opening = run;
    }
    if (word == "begun")
      while (words >> run) end.begun.push_back(run);
  }
  return fmt::format("failed {}", fmt::join(policy.ended(worker, end), " "));
}

struct Sequence {
  const char* name;
  std::vector<std::pair<const char*, const char*>> events;  ///< and answers; null: whatever it says
};

void PrintTo(const Sequence& sequence, std::ostream* out) { *out << sequence.name; }

class Policy : public testing::TestWithParam<Sequence> {};

TEST_P(Policy, Decides) {
  auto policy = small_policy();
  int line = 0;
  for (const auto& [event, answer] : GetParam().events)
    EXPECT_EQ(play(policy, event), answer) << "event " << ++line << ": " << event;
}

const std::vector<Sequence> sequences{
    {"everything_in_one_worker",
     {{"start", "shared 0 1 2 3 4 5 6 7"},
      {"start", "-"},
      {"loaded 0", ""},
      {"record 0 0", "stored"},
      {"record 0 1", "stored"},
      {"record 0 2", "stored"},
      {"record 0 3", "stored"},
      {"record 0 4", "stored"},
      {"record 0 5", "stored"},
      {"record 0 6", "stored"},
      {"record 0 7", "stored"},
      {"dies 0", "failed "},
      {"start", "-"}}},
    {"a_death_in_company_is_no_verdict",
     {{"start", "shared 0 1 2 3 4 5 6 7"},
      {"loaded 0", ""},
      {"record 0 0", "stored"},
      {"dies 0 begun 1 2", "failed "},
      {"start", "isolated 1"},
      {"start", "isolated 2"},
      {"start", "-"},
      {"loaded 1", ""},
      {"record 1 1", "stored"},
      {"dies 1", "failed "},
      {"start", "-"},
      {"dies 2 begun 2", "failed 2"},
      {"start", "isolated 3"},  // another seed of the culprit
      {"record 3 3", "stored"},
      {"dies 3", "failed "},
      {"start", "shared 4 5 6 7"}}},
    {"a_late_worker_convicts_nobody_in_company",  // stopped while the record of run 0 waited to be sent
     {{"start", "shared 0 1 2 3 4 5 6 7"},
      {"loaded 0", ""},
      {"dies 0 begun 0 1", "failed "},
      {"start", "isolated 0"},
      {"start", "isolated 1"},
      {"record 1 0", "stored"},
      {"dies 1", "failed "},
      {"dies 2 begun 1", "failed 1"},
      {"start", "shared 2 3 4 5 6 7"}}},
    {"a_worker_killed_from_outside_gets_a_second_try",
     {{"start", "shared 0 1 2 3 4 5 6 7"},
      {"loaded 0", ""},
      {"dies 0 outside begun 0", "failed "},
      {"start", "isolated 0"},
      {"dies 1 outside begun 0", "failed "},
      {"start", "isolated 0"},
      {"dies 2 outside begun 0", "failed 0"}}},
    {"an_error_in_company_is_repeated_once_a_case",
     {{"start", "shared 0 1 2 3 4 5 6 7"},
      {"loaded 0", ""},
      {"error 0 0", "repeated"},
      {"record 0 2", "stored"},
      {"record 0 3", "stored"},
      {"record 0 4", "stored"},
      {"record 0 5", "stored"},
      {"record 0 6", "stored"},
      {"record 0 7", "stored"},
      {"dies 0 begun 1", "failed "},
      {"start", "isolated 0"},
      {"error 1 0", "stored"},
      {"dies 1", "failed "},
      {"start", "isolated 1"},
      {"record 2 1", "stored"},
      {"dies 2", "failed "},
      {"start", "-"}}},
    {"an_error_is_believed_once_its_case_failed_isolated",
     {{"start", "shared 0 1 2 3 4 5 6 7"},
      {"loaded 0", ""},
      {"error 0 0", "repeated"},
      {"dies 0 begun 2", "failed "},
      {"start", "isolated 0"},
      {"start", "isolated 2"},
      {"error 1 0", "stored"},
      {"dies 1", "failed "},
      {"record 2 2", "stored"},
      {"dies 2", "failed "},
      {"start", "shared 1 3 4 5 6 7"},
      {"error 3 1", "stored"}}},
    {"an_error_of_another_kind_is_not_believed",  // others in company may have taken the memory
     {{"start", "shared 0 1 2 3 4 5 6 7"},
      {"loaded 0", ""},
      {"error 0 0 no-descent", "repeated"},
      {"dies 0 begun 2", "failed "},
      {"start", "isolated 0"},
      {"start", "isolated 2"},
      {"error 1 0 no-descent", "stored"},
      {"dies 1", "failed "},
      {"record 2 2", "stored"},
      {"dies 2", "failed "},
      {"start", "shared 1 3 4 5 6 7"},
      {"error 3 1 out-of-memory", "repeated"}}},
    {"a_problem_that_does_not_open_beside_two_optimizers_fails_all_its_runs",
     {{"start", "shared 0 1 2 3 4 5 6 7"},
      {"loaded 0", ""},
      {"dies 0 opening 0", "failed "},
      {"start", "isolated 0"},
      {"dies 1 opening 0", "failed 0"},
      {"start", "isolated 2"},
      {"dies 2 opening 2", "failed 1 2 3"},
      {"start", "shared 4 5 6 7"}}},
    {"an_optimizer_that_claims_its_problem_was_opening_harms_only_itself",
     {{"start", "shared 0 1 2 3 4 5 6 7"},
      {"loaded 0", ""},
      {"dies 0 opening 0", "failed "},
      {"start", "isolated 0"},
      {"dies 1 opening 0", "failed 0"},
      {"start", "isolated 2"},
      {"start", "isolated 3"},
      {"record 2 2", "stored"},
      {"dies 2", "failed "},
      {"record 3 3", "stored"},
      {"dies 3", "failed "},
      {"start", "isolated 1"},
      {"dies 4 opening 1", "failed 1"},
      {"start", "shared 4 5 6 7"}}},
    {"a_problem_that_was_opened_once_is_not_blamed",
     {{"start", "shared 0 1 2 3 4 5 6 7"},
      {"loaded 0", ""},
      {"record 0 3", "stored"},
      {"dies 0 opening 0", "failed "},
      {"start", "isolated 0"},
      {"dies 1 opening 0", "failed 0"},
      {"start", "isolated 1"},
      {"record 2 1", "stored"},
      {"dies 2", "failed "},
      {"start", "shared 2 4 5 6 7"}}},
    {"a_file_that_does_not_load_is_found_by_elimination",
     {{"start", "shared 0 1 2 3 4 5 6 7"},
      {"dies 0 loading", "failed "},
      {"start", "isolated 0"},
      {"start", "isolated 1"},
      {"dies 1 loading", "failed 0 1"},  // a or p: only the case
      {"dies 2 loading", "failed "},
      {"start", "isolated 2"},
      {"start", "isolated 3"},
      {"loaded 3", ""},
      {"record 3 2", "stored"},
      {"dies 3", "failed "},
      {"record 4 3", "stored"},
      {"dies 4", "failed "},
      {"start", "isolated 4"},
      {"start", "isolated 5"},
      {"dies 5 loading", "failed 4 5"},
      {"dies 6 loading", "failed "},
      {"start", "isolated 6"},
      {"loaded 7", ""},
      {"start", "-"},
      {"record 7 6", "stored"},
      {"dies 7", "failed "},
      {"start", "shared 7"}}},
    {"the_one_file_in_question_fails_all_its_runs",
     {{"start", "shared 0 1 2 3 4 5 6 7"},
      {"dies 0 loading", "failed "},
      {"start", "isolated 0"},
      {"start", "isolated 1"},
      {"dies 1 loading outside", "failed "},
      {"dies 2 loading outside", "failed "},
      {"start", "isolated 0"},
      {"start", "isolated 1"},
      {"dies 3 loading", "failed 0 1"},
      {"dies 4", "failed "},
      {"start", "isolated 2"},
      {"loaded 5", ""},
      {"record 5 2", "stored"},
      {"dies 5", "failed "},
      {"start", "isolated 4"},
      {"start", "isolated 5"},
      {"loaded 6", ""},
      {"record 6 4", "stored"},
      {"start", "-"}}},
    {"chance_at_loading_delays_only",
     {{"start", "shared 0 1 2 3 4 5 6 7"},
      {"dies 0 loading", "failed "},
      {"start", "isolated 0"},
      {"loaded 1", ""},
      {"start", "isolated 2"},
      {"loaded 2", ""},
      {"record 1 0", "stored"},
      {"dies 1", "failed "},
      {"start", "isolated 4"},
      {"loaded 3", ""},
      {"record 2 2", "stored"},
      {"dies 2", "failed "},
      {"start", "isolated 6"},
      {"loaded 4", ""},
      {"record 3 4", "stored"},
      {"dies 3", "failed "},
      {"record 4 6", "stored"},
      {"dies 4", "failed "},
      {"start", "shared 1 3 5 7"}}},
    {"a_death_of_which_nothing_is_known_suspects_ever_more",
     {{"start", "shared 0 1 2 3 4 5 6 7"},
      {"loaded 0", ""},
      {"dies 0", "failed "},
      {"start", "isolated 0"},
      {"start", "isolated 1"},
      {"record 1 0", "stored"},
      {"dies 1", "failed "},
      {"record 2 1", "stored"},
      {"dies 2", "failed "},
      {"start", "shared 2 3 4 5 6 7"},
      {"dies 3", "failed "},
      {"start", "isolated 2"},
      {"start", "isolated 3"},
      {"record 4 2", "stored"},
      {"dies 4", "failed "},
      {"start", "isolated 4"},
      {"dies 5 begun 3", "failed 3"},
      {"start", "isolated 5"}}},
    {"a_table_that_claims_everything_had_begun_costs_time_only",
     {{"start", "shared 0 1 2 3 4 5 6 7"},
      {"loaded 0", ""},
      {"dies 0 begun 0 1 2 3 4 5 6 7", "failed "},
      {"start", "isolated 0"},
      {"start", "isolated 1"},
      {"start", "-"},
      {"record 1 0", "stored"},
      {"dies 1 begun 0 1", "failed "},
      {"start", "isolated 2"}}},
    {"a_record_that_comes_after_the_verdict_is_no_result",
     {{"start", "shared 0 1 2 3 4 5 6 7"},
      {"loaded 0", ""},
      {"dies 0 opening 0 begun 0 2", "failed "},
      {"start", "isolated 0"},
      {"start", "isolated 2"},
      {"dies 1 opening 0", "failed 0"},
      {"start", "isolated 3"},
      {"dies 2 opening 2", "failed 1 2 3"},
      {"record 3 3", "repeated"},
      {"dies 3", "failed "},
      {"start", "shared 4 5 6 7"}}}};

TEST(PolicyOfInterpreters, OneThreadEachForRunsOfTheSameFiles) {
  SupervisorPolicy policy({{.problem = "p", .optimizer = "a.py", .loaded = {"a.py"}, .sources = "a.py"},
                           {.problem = "p", .optimizer = "b", .loaded = {"b"}},
                           {.problem = "p", .optimizer = "c.py", .loaded = {"c.py"}, .sources = "c.py"}},
                          {0, 0, 0, 0, 0, 0, 1, 1, 2}, 2);
  const auto first = policy.next_worker();
  ASSERT_TRUE(first);
  EXPECT_TRUE(first->single_threaded);
  EXPECT_FALSE(first->isolated);
  EXPECT_THAT(first->runs, testing::ElementsAre(0, 1, 2, 3));
  EXPECT_EQ(play(policy, "start"), "shared 4 5");
  EXPECT_EQ(play(policy, "start"), "-");  // two at a time
  for (const auto* event : {"loaded 1", "record 1 4", "record 1 5", "dies 1"}) play(policy, event);
  EXPECT_EQ(play(policy, "start"), "shared 8");
  for (const auto* event : {"loaded 2", "record 2 8", "dies 2"}) play(policy, event);
  EXPECT_EQ(play(policy, "start"), "-");  // all others share a worker, for which all must have ended
  EXPECT_EQ(play(policy, "dies 0 begun 1"), "failed ");
  EXPECT_EQ(play(policy, "start"), "isolated 1");
  EXPECT_EQ(play(policy, "start"), "shared 0 2 3");
  EXPECT_EQ(play(policy, "dies 3 begun 1"), "failed 1");
  for (const auto* event : {"record 4 0", "record 4 2", "record 4 3", "dies 4"}) play(policy, event);
  const auto last = policy.next_worker();
  ASSERT_TRUE(last);
  EXPECT_FALSE(last->single_threaded);
  EXPECT_THAT(last->runs, testing::ElementsAre(6, 7));
}

INSTANTIATE_TEST_SUITE_P(Sequences, Policy, testing::ValuesIn(sequences),
                         [](const auto& test) { return std::string(test.param.name); });

/// Whatever workers do, each run is settled once and there is an end.
TEST(AnySequence, SettlesEveryRunOnceAndEnds) {
  for (unsigned seed = 0; seed < 2000; ++seed) {
    auto policy = small_policy(1 + seed % 3);
    std::srand(seed);
    const auto chance = [](int of) { return std::rand() % of == 0; };
    std::map<std::size_t, int> settled;
    int workers = 0;
    while (true) {
      std::vector<SupervisorPolicy::Assigned> started;
      while (auto next = policy.next_worker()) started.push_back(*next);
      if (started.empty()) break;
      ASSERT_LT(++workers, 200) << seed;
      for (const auto& worker : started) {
        WorkerEnd end;
        if (chance(3))
          end.phase = WorkerEnd::Phase::loading;
        else
          policy.loaded(worker.worker);
        for (const auto run : worker.runs) {
          if (end.phase == WorkerEnd::Phase::loading) break;
          if (chance(4)) continue;
          if (policy.accept(worker.worker, run, chance(5) ? std::optional<std::string>("an error") : std::nullopt))
            ++settled[run];
        }
        if (end.phase != WorkerEnd::Phase::loading && chance(3)) {
          end.phase = WorkerEnd::Phase::opening;
          end.opening = worker.runs.front();
        }
        for (const auto run : worker.runs)
          if (chance(2)) end.begun.push_back(run);
        end.killed_from_outside = chance(4);
        for (const auto run : policy.ended(worker.worker, end)) ++settled[run];
      }
    }
    EXPECT_EQ(settled.size(), 8U) << seed;
    for (const auto& [run, times] : settled) EXPECT_EQ(times, 1) << "run " << run << ", seed " << seed;
  }
}

}  // namespace
}  // namespace slalom::test
