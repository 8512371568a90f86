// slalom submit and slalom status, with a Slurm that is two shell scripts. tests/cluster/slurm.sh has the real one.
#include "end_to_end/stored.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>

#include <algorithm>
#include <cstdlib>

namespace slalom::test {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

/// A suite of 8 runs. `sbatch` does a job at once, but for the tasks that are named in FOLDER/lost; `squeue` answers
/// what FOLDER/queue says.
class Submit : public testing::Test {
 protected:
  void SetUp() override {
    write(folder.path() / "s.yaml", small_suite("s"));
    script("sbatch", R"(echo "$*" >> commands
job=$(wc -l < commands)
array=$(printf '%s\n' "$@" | sed -n 's/^--array=//p' | tr , '\n')
script=${!#}
log=$(printf '%s\n' "$@" | sed -n 's/^--output=//p')
for range in ${array:-none}; do
  for task in $( [ $range = none ] && echo 0 || seq ${range%-*} ${range#*-} ); do
    grep -qsx $task lost && continue
    SLURM_ARRAY_JOB_ID=$job SLURM_ARRAY_TASK_ID=$task SLURM_CPUS_PER_TASK=1 bash "$script" > "$log" 2>&1
  done
done
echo $job
)");
    script("squeue", "cat queue\n");
    write(folder.path() / "queue", "");
    setenv("PATH", ((folder.path() / "bin").string() + ":" + before).c_str(), 1);
  }
  void TearDown() override { setenv("PATH", before.c_str(), 1); }

  void script(const std::string& name, const std::string& text) const {
    const auto file = folder.path() / "bin" / name;
    fs::create_directories(file.parent_path());
    write(file, "#!/bin/bash\ncd '" + folder.path().string() + "'\n" + text);
    fs::permissions(file, fs::perms::owner_all);
  }
  Ended submit(const std::vector<std::string>& more = {}) const {
    std::vector<std::string> words{"submit", "s.yaml", "--shards", "3"};
    words.insert(words.end(), more.begin(), more.end());
    return slalom(words, folder.path());
  }
  Ended status() const { return slalom({"status", "results/s"}, folder.path()); }
  std::string commands() const { return read(folder.path() / "commands"); }

  const std::string before = std::getenv("PATH");
  TemporaryFolder folder;
};

TEST_F(Submit, RunsShardsAndMergesThem) {
  const auto ended = submit({"--partition", "short", "--sbatch-arg=--mem=1G"});
  ASSERT_EQ(ended.code, 0) << ended.err;
  EXPECT_THAT(ended.out, AllOf(HasSubstr("s: 8 runs in 3 shards"),
                               HasSubstr("submitted shards 1-3 as job 1, and the merge as job 2")));
  EXPECT_THAT(commands(), AllOf(HasSubstr("--array=1-3 "), HasSubstr("--dependency=afterany:1 "),
                                HasSubstr("--partition=short --mem=1G")));
  ASSERT_EQ(slalom({"run", "s.yaml", "--out", "whole", "--quiet"}, folder.path()).code, 0);
  const store::Store whole(folder.path() / "whole", store::Store::Mode::read);
  const store::Store merged(folder.path() / "results/s", store::Store::Mode::read);
  ASSERT_EQ(merged.done(), whole.done());
  EXPECT_EQ(merged.plans(), whole.plans());
  for (const auto& id : whole.done()) EXPECT_THAT(run::differences(*whole.find(id), *merged.find(id)), IsEmpty());
  EXPECT_TRUE(fs::exists(folder.path() / "results/s/report.md"));
  const auto all = status();
  EXPECT_EQ(all.code, 0);
  EXPECT_THAT(all.out, AllOf(HasSubstr("s: 8 of 8 runs done"), HasSubstr("done"), HasSubstr("(shards 1-3)")));

  EXPECT_THAT(submit().out, HasSubstr("nothing to submit"));
  EXPECT_EQ(std::ranges::count(commands(), '\n'), 2) << "jobs";
}

TEST_F(Submit, AgainSubmitsWhatLacksRunsAndDoesNotWait) {
  write(folder.path() / "lost", "2\n3\n");
  ASSERT_EQ(submit().code, 0);
  EXPECT_THAT(read(folder.path() / "results/s/cluster/merge.log"), HasSubstr("shard 2/3 is missing"));
  write(folder.path() / "queue", "3 PENDING\n");
  const auto half = status();
  EXPECT_EQ(half.code, 3);
  EXPECT_THAT(half.out,
              AllOf(HasSubstr(fmt::format("s: {} of 8 runs done", stored_runs(folder.path() / "results/s/shards/1"))),
                    HasSubstr("done         1  (shards 1)"), HasSubstr("waiting      1  (shards 3)"),
                    HasSubstr("failed       1  (shards 2)")));
  write(folder.path() / "lost", "");
  const auto again = submit();
  EXPECT_THAT(again.out,
              AllOf(HasSubstr("1 shards are waiting or running already"), HasSubstr("submitted shards 2 as")));
  write(folder.path() / "queue", "");
  EXPECT_THAT(submit().out, HasSubstr("submitted shards 3 as"));
  EXPECT_EQ(store::Store(folder.path() / "results/s", store::Store::Mode::read).done().size(), 8U);
}

TEST_F(Submit, DryRunShowsEverythingAndLeavesNothing) {
  const auto ended = submit({"--dry-run", "--jobs", "4", "--time", "10", "--timeout", "60"});
  EXPECT_EQ(ended.code, 0) << ended.err;
  const auto out = (folder.path() / "results/s").string();
  EXPECT_THAT(ended.out, AllOf(HasSubstr("with 4 processors"), HasSubstr("--cpus-per-task=4"), HasSubstr("--time=10"),
                               HasSubstr("--timeout 60 --costs " + out + "/cluster/costs.json --quiet --shard"),
                               HasSubstr("merge " + out + "/shards/* --out " + out + "\n")));
  EXPECT_FALSE(fs::exists(folder.path() / "results"));
  EXPECT_FALSE(fs::exists(folder.path() / "commands"));
}

TEST_F(Submit, SaysWhatIsWrong) {
  EXPECT_THAT(slalom({"submit", "s.yaml"}, folder.path()).err, HasSubstr("--shards N"));
  EXPECT_EQ(status().code, 2);
  EXPECT_THAT(status().err, HasSubstr("results/s: there is no such folder"));
  script("sbatch", "echo 'sbatch: error: invalid partition' >&2; exit 1\n");
  const auto refused = submit();
  EXPECT_EQ(refused.code, 5);
  EXPECT_THAT(refused.err, HasSubstr("invalid partition"));
  script("sbatch", "echo 1\n");
  ASSERT_EQ(submit().code, 0);
  EXPECT_EQ(status().code, 3) << "the task is over and did nothing";
  const auto other = slalom({"submit", "s.yaml", "--shards", "4"}, folder.path());
  EXPECT_EQ(other.code, 2);
  EXPECT_THAT(other.err, HasSubstr("continue with --shards 3"));
}

}  // namespace
}  // namespace slalom::test
