// Runs of a plan, in workers or, for debuggers, in this process.
#pragma once

#include "plugins.hpp"
#include "worker/supervisor.hpp"

namespace slalom::cli {

struct ExecuteOptions {
  int jobs = 0;                                  ///< 0: one a processor
  bool in_process = false;                       ///< without workers
  host::Seconds timeout = host::Seconds::max();  ///< a run may take
  std::uint64_t memory = 0;                      ///< bytes that a run may take; 0: no limit
  const std::atomic<bool>* interrupted = nullptr;
  host::CacheLookup recall = nullptr;
};

struct ExecuteSink {
  std::function<void(const std::string& key, const host::ProblemInfo&)> info = [](const auto&, const auto&) {};
  std::function<void(const host::RunRecord&)> record;
  std::function<void()> pause = [] {};  ///< now and then
};

/// Hands over what the runs give, each once. Says on standard error what was printed by nobody knows whom.
void execute(const host::Plan& plan, std::span<const host::Run> runs, const ExecuteOptions& options,
             const Plugins& plugins, const ExecuteSink& sink);

}  // namespace slalom::cli
