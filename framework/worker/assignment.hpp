// What a worker is to do: everything it needs to know, so that it looks at no suite and at no option.
#pragma once

#include "loader/registry.hpp"
#include "run/record.hpp"
#include "worker/bytes.hpp"

#include <sys/types.h>

namespace slalom::worker {

struct Assignment {
  pid_t supervisor = 0;
  std::uint64_t key = 0;                      ///< of its frames
  int jobs = 1;                               ///< threads
  bool isolated = false;                      ///< one run, which is suspected
  std::uint64_t memory = 0;                   ///< bytes a run may take; 0: no limit
  std::vector<std::filesystem::path> groups;  ///< control groups to join
  std::filesystem::path memory_group;         ///< the one of them that limits memory, if one does
  bool sandbox = false;
  loader::DataSource data_folder;
  std::vector<std::filesystem::path> plugin_files;     ///< in the order in which names are looked up
  std::vector<loader::SourceFile> sources;             ///< likewise
  suite::Plan plan;                                    ///< cases and runs only
  std::map<std::string, loader::CachedValues> cached;  ///< by their problems, what these stored at earlier openings
};

/// The plugin files that a case needs, in the order in which names are looked up; absolute.
std::vector<std::filesystem::path> plugin_files(const suite::Case& c, const loader::Registry& registry);
/// And the source files.
std::vector<loader::SourceFile> source_files(const suite::Case& c, const loader::Registry& registry);

/// The part of `plan` that holds these runs (indices), in their order, with the plugin files that they need.
Assignment assign(const suite::Plan& plan, std::span<const suite::Run> runs, std::span<const std::size_t> chosen,
                  const loader::Registry& registry);

Bytes to_bytes(const Assignment& assignment);
/// The identities of the runs are recomputed: they show whether the plan arrived as it was.
Assignment assignment_from(std::span<const std::uint8_t> bytes);

}  // namespace slalom::worker
