// What was submitted of a results folder: DIR/cluster/submission.json.
#pragma once

#include "suite/shard.hpp"

#include <filesystem>

namespace slalom::cluster {

struct Submission {
  std::string suite;
  std::uint64_t count = 0;             ///< shards
  std::vector<std::uint64_t> planned;  ///< runs of each
  std::vector<std::string> jobs;       ///< of Slurm: the arrays, the latest last
  std::int64_t time = 0;               ///< seconds since 1970
  std::uint64_t done = 0;              ///< runs that were there then
  bool operator==(const Submission&) const = default;
};

/// Where all of a results folder's cluster files lie, and a shard's results.
std::filesystem::path cluster_folder(const std::filesystem::path& results);
std::filesystem::path shard_folder(const std::filesystem::path& results, std::uint64_t shard);

/// Nothing if nothing was submitted. Throws std::runtime_error if the file is damaged.
std::optional<Submission> read_submission(const std::filesystem::path& results);
void write_submission(const std::filesystem::path& results, const Submission& submission);

}  // namespace slalom::cluster
