#include "shard_progress.hpp"

#include "missing_runs.hpp"
#include "process/shell.hpp"
#include "store/store.hpp"

namespace slalom::cli {

std::uint64_t runs_done(const std::filesystem::path& folder) {
  if (!exists(folder / "results.sqlite")) return 0;
  const host::Store store(folder, host::Store::Mode::read);
  const auto done = store.done();
  std::uint64_t count = 0;
  for (const auto& plan : store.plans()) count += count_runs(plan) - missing_runs(plan, done).size();
  return count;
}

std::map<std::uint64_t, host::TaskState> queued_tasks(const host::Submission& submission) {
  std::map<std::uint64_t, host::TaskState> tasks;
  for (const auto& job : submission.jobs) {  // one by one: squeue gives nothing if one of them is forgotten
    const auto answer = host::output_of(host::ask_queue(job));
    if (answer.code == 0) tasks.merge(host::tasks_of(answer.text));
  }
  return tasks;
}

}  // namespace slalom::cli
