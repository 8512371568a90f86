#include "cluster/submission.hpp"

#include "process/output_file.hpp"

#include <fmt/format.h>

#include <fstream>
#include <stdexcept>

namespace slalom::cluster {

namespace {

std::filesystem::path file_in(const std::filesystem::path& results) {
  return cluster_folder(results) / "submission.json";
}

}  // namespace

std::filesystem::path cluster_folder(const std::filesystem::path& results) { return results / "cluster"; }

std::filesystem::path shard_folder(const std::filesystem::path& results, std::uint64_t shard) {
  return results / "shards" / std::to_string(shard);
}

std::optional<Submission> read_submission(const std::filesystem::path& results) {
  std::ifstream in(file_in(results));
  if (!in) return std::nullopt;
  try {
    const auto json = Json::parse(in);
    Submission s{.suite = json.at("suite"),
                 .count = json.at("count"),
                 .planned = json.at("planned"),
                 .jobs = json.at("jobs"),
                 .time = json.at("time"),
                 .done = json.at("done")};
    if (s.planned.size() != s.count) throw std::invalid_argument("planned runs of another number of shards");
    return s;
  } catch (const std::exception& error) {
    throw std::runtime_error(fmt::format("{} is damaged: {}", file_in(results).string(), error.what()));
  }
}

void write_submission(const std::filesystem::path& results, const Submission& s) {
  const Json json{{"suite", s.suite}, {"count", s.count}, {"planned", s.planned},
                  {"jobs", s.jobs},   {"time", s.time},   {"done", s.done}};
  process::write_file(file_in(results), json.dump(1) + "\n");
}

}  // namespace slalom::cluster
