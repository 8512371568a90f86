// How runs are executed, and what is reported meanwhile; the same in this process and in workers.
#pragma once

#include "loader/data_source.hpp"
#include "process/sandbox.hpp"
#include "run/record.hpp"

#include <atomic>
#include <chrono>
#include <filesystem>
#include <functional>
#include <span>

namespace slalom::run {

using Seconds = std::chrono::duration<double>;

struct ExecutionOptions {
  int jobs = 0;  ///< runs at a time; 0: one per processor
  loader::DataSource data_folder = {};
  const std::atomic<bool>* interrupted = nullptr;  ///< once true, runs in flight are dropped and no new ones start
  loader::CacheLookup lookup = nullptr;            ///< what problems cached when they were opened before

  // In workers only:
  Seconds timeout = Seconds::max();  ///< of a run, by the wall clock; Seconds::max(): none
  std::uint64_t memory = 0;          ///< bytes that a run may take; 0: no limit
  process::Sandbox sandbox = process::Sandbox::off;
};

/// Called one at a time. What is not set is ignored.
struct RunEvents {
  std::function<void(const suite::Plan&, std::span<const suite::Run>)> begin = [](const auto&...) {
  };                                  ///< these are executed next
  std::function<void()> end = [] {};  ///< all of them are, or they were interrupted

  /// Before the problem's runs; may be repeated.
  std::function<void(const std::string& key, const ProblemInfo&)> problem_info = [](const auto&...) {};
  std::function<void(RunRecord)> record = [](const auto&) {};                 ///< once per run
  std::function<void()> idle = [] {};                                         ///< by workers: ten times per second
  std::function<void(const std::string&)> stray_output = [](const auto&) {};  ///< of plugins, outside of runs
  std::function<void(const std::string&)> warning = [](const auto&) {};       ///< what failed no run
};

}  // namespace slalom::run
