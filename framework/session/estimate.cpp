#include "session/estimate.hpp"

#include "run/limits.hpp"
#include "run/recorded_steps.hpp"
#include "session/failures.hpp"

#include <sys/resource.h>

#include <algorithm>
#include <cmath>
#include <map>

namespace slalom::session {

namespace {

constexpr std::uint64_t sample_steps = 100;
constexpr double sample_seconds = 0.02;
constexpr run::Seconds sample_timeout{30};
constexpr std::uint64_t sample_points = 4;  // each may take a pass over much data

suite::Case sample_of(suite::Case c) {
  c.budget.steps = std::min(c.budget.steps.value_or(sample_steps), sample_steps);
  c.budget.cpu_seconds = std::min(c.budget.cpu_seconds.value_or(sample_seconds), sample_seconds);
  c.recording.points = sample_points;
  c.recording.spacing = suite::Spacing::log;
  c.recording.every = 0;
  c.stop = {};
  c.targets = {};
  return c;
}

double rate_of(const suite::Case& c) { return c.optimizer.learning_rate ? c.optimizer.learning_rate->initial : 0; }

suite::Case at_no_rate(suite::Case c) {
  if (c.optimizer.learning_rate) c.optimizer.learning_rate->initial = 0;
  return c;
}

double seconds_taken(const run::RunRecord& r) { return r.start_seconds + r.cpu_seconds + r.measuring_seconds; }

double seconds_of(const suite::Case& c, const run::RunRecord& r, std::uint64_t examples) {
  if (r.steps == 0 || r.points.empty()) return seconds_taken(r);
  const auto limits = run::limits_of(c.budget, c.batch.size == 0 ? examples : c.batch.size, examples);
  const auto times = [](std::uint64_t limit, std::uint64_t used) {
    return used == 0 ? INFINITY : static_cast<double>(limit) / static_cast<double>(used);
  };
  const double longer = std::min({times(limits.steps, r.steps), times(limits.evaluations, r.evaluations),
                                  times(limits.examples, r.examples), limits.cpu_seconds / r.cpu_seconds});
  const auto steps = static_cast<std::uint64_t>(longer * static_cast<double>(r.steps));
  const auto points = run::recorded_steps(c.recording, steps, true).size();
  const auto after_start = [](std::size_t count) { return static_cast<double>(std::max<std::size_t>(count, 2) - 1); };
  const double a_point = r.measuring_seconds / after_start(r.points.size());
  return r.start_seconds + longer * r.cpu_seconds + a_point * after_start(points);
}

/// Of processor time, which other work on the machine does not lengthen.
double seconds_of_ended_children() {
  rusage used{};
  getrusage(RUSAGE_CHILDREN, &used);
  const auto seconds = [](const timeval& t) {
    return static_cast<double>(t.tv_sec) + 1e-6 * static_cast<double>(t.tv_usec);
  };
  return seconds(used.ru_utime) + seconds(used.ru_stime);
}

}  // namespace

Estimate estimate(const suite::Plan& plan, std::span<const suite::Run> runs, Executor& executor,
                  const run::ExecutionOptions& options, const run::RunEvents& events) {
  std::map<std::uint32_t, std::size_t> runs_of_case;
  suite::Plan few;
  few.cases = plan.cases;
  struct Sample {
    suite::Run run;
    std::vector<std::uint32_t> cases;
  };
  std::map<suite::RunId, Sample> samples;  // whatever the learning rate, a step takes as long: the least is tried
  for (const auto& run : runs)
    if (runs_of_case[run.case_index]++ == 0) {
      const auto& c = plan.cases[run.case_index];
      const auto* study = c.trial ? &plan.studies[c.trial->study] : nullptr;  // a step of all its trials takes as long
      const auto seed = study != nullptr ? study->reported_seeds.front() : run.seed;
      few.cases[run.case_index] = sample_of(study != nullptr ? plan.cases[study->reported] : c);
      const auto& tried = few.cases[run.case_index];
      auto& sample = samples[suite::identify(at_no_rate(tried), seed)];
      if (sample.cases.empty() || rate_of(tried) < rate_of(few.cases[sample.run.case_index]))
        sample.run = {run.case_index, seed, suite::identify(tried, seed)};
      sample.cases.push_back(run.case_index);
    }

  std::map<suite::RunId, const Sample*> sample_of_run;
  for (const auto& [key, sample] : samples) {
    few.runs.push_back(sample.run);
    sample_of_run[sample.run.id] = &sample;
  }

  Estimate estimate{.per_run = std::vector<double>(plan.cases.size())};
  std::map<std::string, std::uint64_t> examples;
  Failures failures(few, few.runs);
  auto sampled = events;
  sampled.begin = [](const auto&...) {};
  sampled.problem_info = [&](const auto& key, const auto& info) { examples[key] = info.examples; };
  double in_runs = 0;
  sampled.record = [&](const run::RunRecord& record) {
    in_runs += seconds_taken(record);
    const auto& sample = *sample_of_run.at(record.id);
    if (record.status == run::Status::failed) failures.add(record);
    for (const auto index : sample.cases) {
      const auto& c = plan.cases[index];
      estimate.per_run[index] = seconds_of(c, record, examples[run::problem_key(c)]);
      estimate.seconds += static_cast<double>(runs_of_case[index]) * estimate.per_run[index];
    }
  };
  auto sampling = options;
  sampling.jobs = 1;
  sampling.timeout = std::min(options.timeout, sample_timeout);
  const double before = seconds_of_ended_children();
  executor.execute(few, few.runs, sampling, sampled);
  estimate.start_seconds = std::max(0.0, seconds_of_ended_children() - before - in_runs);
  for (const auto& group : failures.groups()) estimate.failures.push_back(group.pairs + ": " + group.reason);
  return estimate;
}

}  // namespace slalom::session
