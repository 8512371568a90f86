#include "run_events.hpp"

#include "progress.hpp"
#include "session/failures.hpp"

#include <fmt/format.h>

#include <iostream>
#include <memory>
#include <optional>

namespace slalom::cli {

namespace {

constexpr std::size_t max_failures = 5;  // enough to see what is wrong

void print(const std::vector<session::Failures::Group>& failures) {
  for (std::size_t i = 0; i < std::min(failures.size(), max_failures); ++i)
    std::cerr << fmt::format("slalom: {}: {}, {} run{}: {}\n", failures[i].status, failures[i].pairs, failures[i].runs,
                             failures[i].runs == 1 ? "" : "s", failures[i].reason);
  if (failures.size() > max_failures)
    std::cerr << fmt::format("slalom: … and {} more, all in the report\n", failures.size() - max_failures);
}

/// What is known of the runs that are being executed.
struct Round {
  session::Failures failures;
  Progress progress;

  Round(const suite::Plan& plan, std::span<const suite::Run> runs, bool quiet)
      : failures(plan, runs), progress(runs.size(), Progress::style_for(quiet)) {}
};

}  // namespace

run::RunEvents notices() {
  const auto stray_bytes = std::make_shared<std::size_t>(0);
  return {.end =
              [stray_bytes] {
                if (const auto bytes = std::exchange(*stray_bytes, 0); bytes > 0)
                  std::cerr << fmt::format(
                      "slalom: plugins printed {} bytes that cannot be assigned to a run; 'slalom run --in-process' "
                      "shows them\n",
                      bytes);
              },
          .stray_output = [stray_bytes](const std::string& text) { *stray_bytes += text.size(); },
          .warning = [](const std::string& text) { std::cerr << fmt::format("slalom: warning: {}\n", text); }};
}

run::RunEvents run_events(bool quiet) {
  auto events = notices();
  const auto round = std::make_shared<std::optional<Round>>();
  events.begin = [round, quiet](const suite::Plan& plan, std::span<const suite::Run> runs) {
    round->emplace(plan, runs, quiet);
  };
  events.record = [round](const run::RunRecord& record) {
    if (run::without_result(record.status)) (*round)->failures.add(record);
    (*round)->progress.add(record.status == run::Status::failed);
  };
  events.end = [round, print_notices = events.end] {
    print_notices();
    (*round)->progress.clear();
    print((*round)->failures.groups());
    round->reset();
  };
  return events;
}

}  // namespace slalom::cli
