// What Slurm knows of a submission's tasks.
#pragma once

#include "cluster/slurm.hpp"
#include "cluster/submission.hpp"

namespace slalom::cluster {

/// The shards whose tasks wait or run, as squeue says; none where it is not there or knows none of the jobs.
std::map<std::uint64_t, TaskState> queued_tasks(const Submission& submission);

}  // namespace slalom::cluster
