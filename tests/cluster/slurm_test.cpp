// What Slurm is told and what it answers, as values.
#include "cluster/slurm.hpp"
#include "process/shell.hpp"
#include "process/start.hpp"

#include <gmock/gmock.h>

namespace slalom::cluster {
namespace {

using testing::AllOf;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::Pair;
using testing::UnorderedElementsAre;

TEST(Slurm, ArraysNameShardsInRanges) {
  EXPECT_EQ(array_text({}), "");
  EXPECT_EQ(array_text({4}), "4");
  EXPECT_EQ(array_text({1, 2}), "1-2");
  EXPECT_EQ(array_text({1, 3, 7, 8, 9, 12}), "1,3,7-9,12");
}

TEST(Slurm, AnArrayHasATaskForEachShard) {
  const auto words = submit_array(
      "slalom-s", {1, 2, 5}, "/r/cluster/array.sh",
      {.processors = 4, .partition = "short", .time = "01:00:00", .more = {"--mem=8G", "--comment=two words"}});
  EXPECT_THAT(words, ElementsAre("sbatch", "--parsable", "--job-name=slalom-s", "--array=1-2,5", "--cpus-per-task=4",
                                 "--requeue", "--signal=B:USR1@60", "--open-mode=append",
                                 "--output=/r/cluster/shard-%a.log", "--time=01:00:00", "--partition=short", "--mem=8G",
                                 "--comment=two words", "/r/cluster/array.sh"));
  EXPECT_THAT(submit_array("s", {1}, "a.sh", {}), Not(Contains(HasSubstr("--time"))));
}

TEST(Slurm, TheMergeWaitsForAllTasksHoweverTheyEnd) {
  const auto words =
      submit_merge("slalom-s", "17", "/r/cluster/merge.sh", {.partition = "short", .more = {"--mem=8G"}});
  EXPECT_THAT(words, ElementsAre("sbatch", "--parsable", "--job-name=slalom-s", "--dependency=afterany:17",
                                 "--kill-on-invalid-dep=yes", "--output=/r/cluster/merge.log", "--partition=short",
                                 "--mem=8G", "/r/cluster/merge.sh"));
}

TEST(Slurm, ReadsTheJobsNumberAmongWarnings) {
  EXPECT_EQ(job_of("17\n"), "17");
  EXPECT_EQ(job_of("17;cluster2\n"), "17");
  EXPECT_EQ(job_of("sbatch: warning: 3 things\n18\n"), "18");
  EXPECT_EQ(job_of("sbatch: error: Batch job submission failed: Invalid partition\n"), "");
}

TEST(Slurm, ReadsTheQueue) {
  EXPECT_EQ(ask_queue("17").back(), "--jobs=17");
  EXPECT_THAT(tasks_of("1 RUNNING\n3 PENDING\n12 COMPLETING\nN/A PENDING\n4 REQUEUED\n"),
              UnorderedElementsAre(Pair(1, TaskState::running), Pair(3, TaskState::waiting),
                                   Pair(12, TaskState::running), Pair(4, TaskState::waiting)));
  EXPECT_THAT(tasks_of(""), IsEmpty());
}

/// The script's exit code and what it printed, with `slalom` and `scontrol` played by shell code.
process::CommandOutput play(const std::string& slalom, const std::string& before = "") {
  const auto script = array_script({"slalom", "run", "my suite.yaml"}, 8, "/r/shards");
  const std::string functions = "set -o pipefail\n" + before + "slalom() { " + slalom +
                                "; }\nscontrol() { echo scontrol \"$@\"; }\n" +
                                "SLURM_ARRAY_TASK_ID=3 SLURM_ARRAY_JOB_ID=17 SLURM_CPUS_PER_TASK=2\n";
  return process::output_of({"bash", "-c", functions + script});
}

TEST(Slurm, ATaskRunsItsShard) {
  const auto played = play(R"(printf '%s|' "$@"; return 3)");
  EXPECT_EQ(played.text, "run|my suite.yaml|--shard|3/8|--out|/r/shards/3|--jobs|2|");
  EXPECT_EQ(played.code, 3) << "the task fails as its run does";
}

TEST(Slurm, NearItsTimeLimitATaskEndsCleanlyAndComesAgain) {
  const std::string works = "trap 'echo ended; exit 130' TERM; while :; do sleep 0.05; done";
  const auto limit = play(works, "(sleep 0.5; kill -USR1 $$) &\n");
  EXPECT_EQ(limit.code, 130);
  EXPECT_THAT(limit.text, AllOf(HasSubstr("ended\n"), HasSubstr("scontrol requeue 17_3\n")));
  // Cancelled: Slurm tells both.
  const auto cancelled = play(works, "(sleep 0.5; kill -TERM $$; pkill -TERM -P $$) &\n");
  EXPECT_EQ(cancelled.code, 130);
  EXPECT_THAT(cancelled.text, Not(HasSubstr("scontrol")));
}

TEST(Slurm, TheMergeTakesWhatIsThere) {
  EXPECT_THAT(merge_script("/bin/slalom", "/my results/shards", "/my results"),
              HasSubstr("exec /bin/slalom merge '/my results/shards'/* --out '/my results'\n"));
}

TEST(Shell, WordsStayWhatTheyAre) {
  const std::vector<std::string> words{"printf", "%s|", "plain", "two words", "it's", "$HOME", "", "a;b", "*"};
  EXPECT_EQ(process::output_of(words).text, "plain|two words|it's|$HOME||a;b|*|");
  EXPECT_EQ(process::output_of({"no-such-program-anywhere"}).code, 127);
}

}  // namespace
}  // namespace slalom::cluster
