#include "cluster/slurm.hpp"

#include "process/shell.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <charconv>
#include <sstream>

namespace slalom::cluster {

namespace {

// How long before its time limit a task is told to end: Slurm looks once in a minute.
constexpr int notice_seconds = 60;

void add_common(std::vector<std::string>& words, const ClusterOptions& options, const std::filesystem::path& script) {
  if (options.partition) words.push_back("--partition=" + *options.partition);
  words.insert(words.end(), options.more.begin(), options.more.end());
  words.push_back(script.string());
}

std::optional<std::uint64_t> number(const std::string& text) {
  std::uint64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc() && end == text.data() + text.size() ? std::optional(value) : std::nullopt;
}

}  // namespace

std::string array_script(const std::vector<std::string>& run, std::uint64_t count,
                         const std::filesystem::path& shards) {
  // `wait` ends when a signal comes, so it is repeated. A task that was told of its time limit (USR1) asks for another
  // turn, and tells slalom once: at a second signal slalom drops what it is at. One that is cancelled or preempted
  // (TERM, which Slurm sends to slalom too) does not: Slurm requeues preempted ones itself.
  return fmt::format(R"(#!/bin/bash
# Made by slalom submit: task I runs shard I of {0}.
{1} --shard "$SLURM_ARRAY_TASK_ID/{0}" --out {2}/"$SLURM_ARRAY_TASK_ID" --jobs "$SLURM_CPUS_PER_TASK" &
run=$!
again=no
trap '[ $again = yes ] || kill -TERM $run; again=yes' USR1
trap : TERM
while wait $run; code=$?; kill -0 $run 2>/dev/null; do :; done
if [ $code = 130 ] && [ $again = yes ]; then
  echo "the time limit is near: this task is requeued for the rest"
  scontrol requeue "${{SLURM_ARRAY_JOB_ID}}_$SLURM_ARRAY_TASK_ID"
fi
exit $code
)",
                     count, process::shell_command(run), process::shell_word(shards.string()));
}

std::string merge_script(const std::string& program, const std::filesystem::path& shards,
                         const std::filesystem::path& out) {
  return fmt::format(R"(#!/bin/bash
# Made by slalom submit: puts the shards together, whatever became of each.
exec {} merge {}/* --out {}
)",
                     process::shell_word(program), process::shell_word(shards.string()),
                     process::shell_word(out.string()));
}

std::string array_text(const std::vector<std::uint64_t>& shards) {
  std::vector<std::string> parts;
  for (std::size_t first = 0; first < shards.size();) {
    auto last = first;
    while (last + 1 < shards.size() && shards[last + 1] == shards[last] + 1) ++last;
    parts.push_back(first == last ? std::to_string(shards[first]) : fmt::format("{}-{}", shards[first], shards[last]));
    first = last + 1;
  }
  return fmt::format("{}", fmt::join(parts, ","));
}

std::vector<std::string> submit_array(const std::string& name, const std::vector<std::uint64_t>& shards,
                                      const std::filesystem::path& script, const ClusterOptions& options) {
  std::vector<std::string> words{"sbatch",
                                 "--parsable",
                                 "--job-name=" + name,
                                 "--array=" + array_text(shards),
                                 fmt::format("--cpus-per-task={}", options.processors),
                                 "--requeue",
                                 fmt::format("--signal=B:USR1@{}", notice_seconds),
                                 "--open-mode=append",  // of a task's several turns
                                 "--output=" + (script.parent_path() / "shard-%a.log").string()};
  if (options.time) words.push_back("--time=" + *options.time);
  add_common(words, options, script);
  return words;
}

std::vector<std::string> submit_merge(const std::string& name, const std::string& array_job,
                                      const std::filesystem::path& script, const ClusterOptions& options) {
  std::vector<std::string> words{"sbatch",
                                 "--parsable",
                                 "--job-name=" + name,
                                 "--dependency=afterany:" + array_job,
                                 "--kill-on-invalid-dep=yes",
                                 "--output=" + (script.parent_path() / "merge.log").string()};
  add_common(words, options, script);
  return words;
}

std::string job_of(const std::string& answer) {
  std::istringstream lines(answer);
  for (std::string line; std::getline(lines, line);) {  // warnings may stand before it
    auto job = line.substr(0, line.find(';'));          // "1234" or "1234;cluster"
    if (number(job)) return job;
  }
  return "";
}

std::vector<std::string> ask_queue(const std::string& job) {
  return {"squeue", "--noheader", "--array", "--format=%K %T", "--jobs=" + job};
}

std::map<std::uint64_t, TaskState> tasks_of(const std::string& answer) {
  std::map<std::uint64_t, TaskState> tasks;
  std::istringstream lines(answer);
  for (std::string task, state; lines >> task >> state; std::getline(lines, state)) {
    const auto shard = number(task);
    if (!shard) continue;
    const bool waits = state == "PENDING" || state == "REQUEUED" || state == "REQUEUE_HOLD" || state == "SUSPENDED";
    tasks[*shard] = waits ? TaskState::waiting : TaskState::running;
  }
  return tasks;
}

}  // namespace slalom::cluster
