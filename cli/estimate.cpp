#include "estimate.hpp"

#include "run/limits.hpp"
#include "run/recorded_steps.hpp"

#include <chrono>
#include <cmath>
#include <map>

namespace slalom::cli {

namespace {

using Clock = std::chrono::steady_clock;

constexpr std::uint64_t sample_steps = 100;
constexpr double sample_seconds = 0.02;
constexpr std::uint64_t sample_points = 10;  // a clock is read at recorded steps only

host::Case sample_of(host::Case c) {
  c.budget.steps = std::min(c.budget.steps.value_or(sample_steps), sample_steps);
  c.budget.cpu_seconds = std::min(c.budget.cpu_seconds.value_or(sample_seconds), sample_seconds);
  c.recording.points = sample_points;
  c.recording.spacing = host::Spacing::log;
  c.recording.every = 0;
  c.stop = {};
  c.targets = {};
  return c;
}

struct Sample {
  host::RunRecord record;
  double seconds;  ///< by the wall clock, measuring included
};

double seconds_of(const host::Case& c, const Sample& sample, std::uint64_t examples) {
  const auto& r = sample.record;
  if (r.steps == 0 || r.points.empty()) return sample.seconds;
  const auto limits = host::limits_of(c.budget, c.batch.size == 0 ? examples : c.batch.size, examples);
  const auto times = [](std::uint64_t limit, std::uint64_t used) {
    return used == 0 ? INFINITY : static_cast<double>(limit) / static_cast<double>(used);
  };
  const double longer = std::min({times(limits.steps, r.steps), times(limits.evaluations, r.evaluations),
                                  times(limits.examples, r.examples), limits.cpu_seconds / r.cpu_seconds});
  const auto steps = static_cast<std::uint64_t>(longer * static_cast<double>(r.steps));
  const auto points = host::recorded_steps(c.recording, steps, true).size();
  const double a_point = std::max(0.0, sample.seconds - r.cpu_seconds) / static_cast<double>(r.points.size());
  return longer * r.cpu_seconds + a_point * static_cast<double>(points);
}

}  // namespace

double estimate_seconds(const host::Plan& plan, std::span<const host::Run> runs, const host::Registry& registry,
                        const std::filesystem::path& data_folder) {
  std::map<std::uint32_t, std::size_t> runs_of_case;
  host::Plan few;
  few.cases = plan.cases;
  std::map<host::RunId, std::uint32_t> case_of;
  for (const auto& run : runs)
    if (runs_of_case[run.case_index]++ == 0) {
      few.cases[run.case_index] = sample_of(plan.cases[run.case_index]);
      few.runs.push_back(run);
      case_of[run.id] = run.case_index;
    }

  std::map<std::string, std::uint64_t> examples;
  double seconds = 0;
  auto last = Clock::now();
  const host::ExecutorSink sink{.facts =
                                    [&](const std::string& key, const host::ProblemFacts& facts) {
                                      examples[key] = facts.examples;
                                      last = Clock::now();
                                    },
                                .record =
                                    [&](const host::RunRecord& record) {
                                      const auto now = Clock::now();
                                      const auto index = case_of.at(record.id);
                                      const auto& c = plan.cases[index];
                                      seconds +=
                                          static_cast<double>(runs_of_case[index]) *
                                          seconds_of(c, {record, std::chrono::duration<double>(now - last).count()},
                                                     examples[host::facts_key(c)]);
                                      last = now;
                                    }};
  host::execute(few, few.runs, registry, {.jobs = 1, .data_folder = data_folder}, sink);
  return seconds;
}

}  // namespace slalom::cli
