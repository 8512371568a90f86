#include "cluster/queue.hpp"

#include "process/start.hpp"

namespace slalom::cluster {

std::map<std::uint64_t, TaskState> queued_tasks(const Submission& submission) {
  std::map<std::uint64_t, TaskState> tasks;
  for (const auto& job : submission.jobs) {  // one by one: squeue gives nothing if one of them is forgotten
    const auto answer = process::output_of(ask_queue(job));
    if (answer.code == 0) tasks.merge(tasks_of(answer.text));
  }
  return tasks;
}

}  // namespace slalom::cluster
