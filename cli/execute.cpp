#include "execute.hpp"

#include "run/executor.hpp"

#include <fmt/format.h>

#include <iostream>

namespace slalom::cli {

namespace {

void execute_here(const host::Plan& plan, std::span<const host::Run> runs, const ExecuteOptions& options,
                  const Plugins& plugins, const ExecuteSink& sink) {
  const auto registry = host::Registry::load(plugins.registry.files(), plugins.registry.sources());
  const bool interpreted = !plugins.registry.sources().empty();
  host::execute(plan, runs, registry,
                {.jobs = interpreted ? 1 : options.jobs,
                 .data_folder = plugins.search_paths.data,
                 .interrupted = options.interrupted,
                 .recall = options.recall},
                {.info = sink.info, .record = [&](const host::RunRecord& record) {
                   sink.record(record);
                   sink.pause();
                 }});
}

void execute_in_workers(const host::Plan& plan, std::span<const host::Run> runs, const ExecuteOptions& options,
                        const Plugins& plugins, const ExecuteSink& sink) {
  std::size_t stray = 0;
  host::supervise(
      plan, runs, plugins.registry,
      {.jobs = options.jobs,
       .data_folder = plugins.search_paths.data,
       .interrupted = options.interrupted,
       .timeout = options.timeout,
       .memory = options.memory,
       .sandbox = plugins.sandbox != host::Sandbox::off,
       .recall = options.recall},
      {.info = sink.info,
       .record = sink.record,
       .stray_output = [&](const std::string& text) { stray += text.size(); },
       .pause = sink.pause,
       .warning = [](const std::string& text) { std::cerr << fmt::format("slalom: warning: {}\n", text); }});
  if (stray > 0)
    std::cerr << fmt::format(
        "slalom: plugins printed {} bytes that cannot be assigned to a run; --in-process shows them\n", stray);
}

}  // namespace

void execute(const host::Plan& plan, std::span<const host::Run> runs, const ExecuteOptions& options,
             const Plugins& plugins, const ExecuteSink& sink) {
  (options.in_process ? execute_here : execute_in_workers)(plan, runs, options, plugins, sink);
}

}  // namespace slalom::cli
