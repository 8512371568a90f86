#include "repeat_times.hpp"

#include "charts/draw.hpp"
#include "interruption.hpp"
#include "run_events.hpp"
#include "statistics/numbers.hpp"
#include "stored_plugins.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iostream>
#include <memory>

namespace slalom::cli {

namespace {

constexpr double shortest = 0.01;     // seconds; of less the time tells more of the machine
constexpr double aimed_at = 0.02;     // where seeds are added
constexpr double max_repeats = 1000;  // times as many seeds
constexpr auto too_short = "runs take less than 10 ms";
constexpr run::Seconds run_timeout{3600};  // of a run, as for `slalom run`

struct Time {
  double seconds = 0;
  std::uint64_t steps = 0;
  std::string failure = {};

  double per_step() const { return seconds / static_cast<double>(steps); }
};

/// What stands behind one of the results.
class Side {
 public:
  Side(const Given& given, const StoredResults& results)
      : results_(results),
        plugins_(stored_plugins(given, results.store, results.folder)),
        executor_(make_executor(plugins_)),
        options_(execution_options(plugins_)) {
    options_.jobs = 1;
    options_.timeout = run_timeout;
    options_.interrupted = &catch_interruption();
    options_.lookup = [this](const std::string& key) {
      return results_.store.info(key).value_or(run::ProblemInfo()).cached;
    };
  }

  Time measure(const suite::Case& c, const statistics::Seeds& seeds) {
    suite::Plan plan;
    plan.cases.push_back(c);
    for (const auto seed : seeds) plan.runs.push_back({.case_index = 0, .seed = seed, .id = suite::identify(c, seed)});
    Time time;
    std::size_t done = 0;
    auto events = notices();
    events.record = [&](const run::RunRecord& record) {
      ++done;
      time.seconds += record.cpu_seconds;
      time.steps += record.steps;
      if (run::without_result(record.status)) time.failure = record.reason;
    };
    executor_->execute(plan, plan.runs, options_, events);
    if (done < plan.runs.size()) throw charts::Interrupted("interrupted while times were measured");
    return time;
  }

 private:
  const StoredResults results_;
  Plugins plugins_;
  std::unique_ptr<session::Executor> executor_;
  run::ExecutionOptions options_;
};

/// Runs for one time.
struct Work {
  statistics::Seeds seeds;
  double seconds = 0;  ///< that they will take, by what is stored
};

/// The seeds of which both have results, and so many more that one's own runs take long enough to be timed.
Work work_for(const statistics::ProblemRuns& own, const statistics::ProblemRuns& other) {
  Work work;
  const auto& theirs = other.cases.front().results;
  for (const auto& run : own.cases.front().results)
    if (std::ranges::find(theirs, run.seed, &run::RunRecord::seed) != theirs.end()) {
      work.seeds.push_back(run.seed);
      work.seconds += run.cpu_seconds;
    }
  if (work.seeds.empty()) return work;
  const double rounds = std::clamp(std::ceil(aimed_at / work.seconds), 1.0, max_repeats);
  const auto count = work.seeds.size() * static_cast<std::size_t>(rounds);
  for (auto next = std::ranges::max(work.seeds) + 1; work.seeds.size() < count; ++next) work.seeds.push_back(next);
  work.seconds *= rounds;
  return work;
}

/// Why it is not a time; empty if it is.
std::string mistake_in(const Time& time, const char* side) {
  if (!time.failure.empty()) return fmt::format("failed in {} when it was repeated: {}", side, time.failure);
  if (time.steps == 0) return fmt::format("runs of {} make no step", side);
  if (time.seconds < shortest) return too_short;
  return "";
}

statistics::RepeatedTimes measure(Side& a, Side& b, const statistics::ProblemRuns& before,
                                  const statistics::ProblemRuns& after, std::uint64_t count) {
  const auto& case_a = *before.cases.front().c;
  const auto& case_b = *after.cases.front().c;
  const auto work_a = work_for(before, after), work_b = work_for(after, before);
  if (work_a.seeds.empty()) return {.before = {}, .after = {}, .reason = "no seed with a result in both"};
  if (std::min(work_a.seconds, work_b.seconds) < shortest / 4)  // not even then; stored times may be too long
    return {.before = {}, .after = {}, .reason = too_short};
  std::cerr << fmt::format("slalom: timing {} on {}, {} times {}\n", statistics::clean_text(case_a.optimizer.label),
                           statistics::clean_text(case_a.problem.label), count,
                           statistics::counted(work_a.seeds.size() + work_b.seeds.size(), "run"));
  statistics::RepeatedTimes times;
  for (std::uint64_t i = 0; i < count; ++i) {
    const bool b_first = i % 2 == 1;
    const auto first = b_first ? b.measure(case_b, work_b.seeds) : a.measure(case_a, work_a.seeds);
    const auto second = b_first ? a.measure(case_a, work_a.seeds) : b.measure(case_b, work_b.seeds);
    const auto &time_a = b_first ? second : first, &time_b = b_first ? first : second;
    times.reason = mistake_in(time_a, "A");
    if (times.reason.empty()) times.reason = mistake_in(time_b, "B");
    if (!times.reason.empty()) return {.before = {}, .after = {}, .reason = times.reason};
    times.before.push_back(time_a.per_step());
    times.after.push_back(time_b.per_step());
  }
  return times;
}

}  // namespace

statistics::RepeatTimes repeat_times(const Given& given, const StoredResults& a, const StoredResults& b,
                                     std::uint64_t count) {
  const auto first = std::make_shared<Side>(given, a), second = std::make_shared<Side>(given, b);
  return [first, second, count](const statistics::ProblemRuns& before, const statistics::ProblemRuns& after) {
    return measure(*first, *second, before, after, count);
  };
}

}  // namespace slalom::cli
