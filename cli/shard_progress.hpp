// How far the shards of a submitted suite are.
#pragma once

#include "cluster/slurm.hpp"
#include "cluster/submission.hpp"

#include <filesystem>

namespace slalom::cli {

/// Runs of the folder's own plans that are stored and did not fail; 0 if there are no results yet.
std::uint64_t runs_done(const std::filesystem::path& folder);

/// The shards whose tasks wait or run, as squeue says; none where it is not there or knows none of the jobs.
std::map<std::uint64_t, host::TaskState> queued_tasks(const host::Submission& submission);

}  // namespace slalom::cli
