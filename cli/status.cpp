// slalom status DIR
#include "cluster/queue.hpp"
#include "command_line.hpp"
#include "commands.hpp"
#include "damage.hpp"
#include "duration.hpp"
#include "exit_code.hpp"
#include "result_files.hpp"
#include "session/missing_runs.hpp"

#include <fmt/format.h>

#include <chrono>
#include <iostream>
#include <numeric>

namespace slalom::cli {

namespace {

constexpr Usage status_usage{
    .command = "status",
    .summary = "show the progress of a suite on a cluster",
    .arguments = "DIR",
    .about =
        "Shows the progress of a suite that 'slalom submit' submitted: shards done, running, waiting and\n"
        "failed, runs done, and the time left at the pace so far. Exit code 3: some shards lack runs, and\n"
        "their tasks are over.",
    .examples = "slalom status results/lecture",
    .min_arguments = 1,
    .max_arguments = 1,
    .completes = "@folders"};

using Shards = std::vector<std::uint64_t>;

void print(const char* what, const Shards& shards, const std::string& more = "") {
  if (!shards.empty())
    std::cout << fmt::format("  {:<8} {:>5}  (shards {}){}\n", what, shards.size(), cluster::array_text(shards), more);
}

std::string time_left(const cluster::Submission& submission, std::uint64_t done, std::uint64_t planned) {
  const auto now =
      std::chrono::duration_cast<std::chrono::seconds>(std::chrono::system_clock::now().time_since_epoch());
  const auto since = static_cast<double>(now.count() - submission.time);
  if (done <= submission.done || since <= 0) return "no run has ended since they were submitted";
  return fmt::format(
      "about {} left at the pace since they were submitted",
      in_words(since * static_cast<double>(planned - done) / static_cast<double>(done - submission.done)));
}

int status(const Given& given) {
  const std::filesystem::path folder = given.arguments[0];
  const auto submission = from_results([&] { return cluster::read_submission(folder); });
  if (!submission)
    throw WrongRequest(exists(folder) ? fmt::format("{} holds no suite that 'slalom submit' submitted", folder.string())
                                      : fmt::format("{}: there is no such folder", folder.string()));

  const auto tasks = cluster::queued_tasks(*submission);
  Shards done_shards, running, waiting, failed;
  std::uint64_t done = 0;
  for (std::uint64_t shard = 1; shard <= submission->count; ++shard) {
    note_damage({cluster::shard_folder(folder, shard)});
    const auto runs = session::count_done(cluster::shard_folder(folder, shard));
    const auto task = tasks.find(shard);
    done += runs;
    if (runs >= submission->planned[shard - 1])
      done_shards.push_back(shard);
    else if (task == tasks.end())
      failed.push_back(shard);
    else
      (task->second == cluster::TaskState::running ? running : waiting).push_back(shard);
  }
  const auto planned = std::accumulate(submission->planned.begin(), submission->planned.end(), std::uint64_t{0});
  std::cout << fmt::format("{}: {} of {} runs done\n", submission->suite, done, planned);
  print("done", done_shards);
  print("running", running);
  print("waiting", waiting);
  print("failed", failed, fmt::format(": see {}/shard-*.log; submit again", cluster::cluster_folder(folder).string()));
  if (!running.empty() || !waiting.empty()) std::cout << "  " << time_left(*submission, done, planned) << "\n";
  return failed.empty() ? all_right : some_failed;
}

}  // namespace

const Command commands::status{.usage = status_usage, .options = no_options, .run = cli::status};

}  // namespace slalom::cli
