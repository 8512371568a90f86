// Shards as a job array of Slurm: the scripts, the words of sbatch's commands, and what squeue answers. All of it are
// functions of values; nothing here talks to a cluster.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace slalom::cluster {

/// What a user asks of the cluster.
struct ClusterOptions {
  std::uint64_t processors = 1;  ///< of a task
  std::optional<std::string> partition, time;
  std::vector<std::string> more;  ///< arguments for sbatch
};

/// The script of the array: task I runs shard I of `count`, into `shards`/I. `run` are the words of the command without
/// --shard, --out and --jobs. Where the time limit is near, the task ends cleanly and puts itself into the queue again.
std::string array_script(const std::vector<std::string>& run, std::uint64_t count, const std::filesystem::path& shards);

/// The script of the job that puts the shards together.
std::string merge_script(const std::string& program, const std::filesystem::path& shards,
                         const std::filesystem::path& out);

/// "1,3,7-9" for ascending numbers.
std::string array_text(const std::vector<std::uint64_t>& shards);

/// Submits `script` as the array of these shards. Logs lie beside it.
std::vector<std::string> submit_array(const std::string& name, const std::vector<std::uint64_t>& shards,
                                      const std::filesystem::path& script, const ClusterOptions& options);

/// Submits `script` for when all tasks of the array have ended, however.
std::vector<std::string> submit_merge(const std::string& name, const std::string& array_job,
                                      const std::filesystem::path& script, const ClusterOptions& options);

/// The job's number in what `sbatch --parsable` answers; empty if it is no answer.
std::string job_of(const std::string& answer);

enum class TaskState { waiting, running };

/// Asks for the tasks of a job that are not over.
std::vector<std::string> ask_queue(const std::string& job);

/// Tasks by their number in the answer to ask_queue().
std::map<std::uint64_t, TaskState> tasks_of(const std::string& answer);

}  // namespace slalom::cluster
