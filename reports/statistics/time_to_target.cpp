#include "statistics/time_to_target.hpp"

#include "statistics/expected_time.hpp"
#include "statistics/numbers.hpp"
#include "statistics/quantile.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <cmath>

namespace slalom::statistics {

namespace {

/// What the runs of a case needed to arrive somewhere.
class SpentToTarget {
 public:
  explicit SpentToTarget(double examples) : examples_(examples) {}

  /// `at` is a target's hit, or a whole run.
  template <class At>
  void add(std::uint64_t step, const At& at, bool reached) {
    const auto number = [](std::uint64_t n) { return static_cast<double>(n); };
    const double epochs = number(at.examples) / examples_;
    spent_.push_back({{number(step), number(at.evaluations), number(at.examples), epochs, at.cpu_seconds}, reached});
    if (!reached) return;
    steps_.push_back(number(step));
    evaluations_.push_back(number(at.evaluations));
    epochs_.push_back(epochs);
  }

  TimeToTarget time_to_target(double target) const {
    TimeToTarget a{.target = target,
                   .reached = steps_.size(),
                   .runs = spent_.size(),
                   .steps = quartiles(steps_),
                   .evaluations = quartiles(evaluations_),
                   .epochs = quartiles(epochs_),
                   .expected = {}};
    if (const auto e = expected_times(spent_); !e.empty())
      a.expected = {.steps = e[0], .evaluations = e[1], .examples = e[2], .epochs = e[3], .cpu_seconds = e[4]};
    return a;
  }

 private:
  double examples_;
  std::vector<Spent> spent_;
  std::vector<double> steps_, evaluations_, epochs_;
};

}  // namespace

std::string in_words(const suite::Stop& stop) {
  std::vector<std::string> words;
  if (stop.distance) words.push_back(fmt::format("within {} of a minimizer", short_number(*stop.distance)));
  if (stop.gap) words.push_back(fmt::format("within {} of the known minimum", short_number(*stop.gap)));
  if (stop.loss) words.push_back(fmt::format("at a loss of at most {}", short_number(*stop.loss)));
  if (stop.gradient_norm)
    words.push_back(fmt::format("at a gradient norm of at most {}", short_number(*stop.gradient_norm)));
  return fmt::format("{}", fmt::join(words, " or "));
}

suite::Stop reachable(suite::Stop stop, const run::ProblemInfo& info) {
  if (!std::isfinite(info.minimum)) stop.gap.reset();
  return stop;
}

TimeToTarget time_to_stop(const CaseRuns& runs, double examples) {
  const auto& stop = runs.c->stop;
  double target = unknown;
  for (const auto& asked : {stop.gradient_norm, stop.loss, stop.gap, stop.distance})
    if (asked) target = *asked;
  if (std::isnan(target)) return {};
  SpentToTarget needed(examples);
  for (const auto& run : runs.results) needed.add(run.steps, run, run.status == run::Status::target);
  if (!runs.results.empty())
    for (const auto& run : runs.failures) needed.add(run.steps, run, false);
  return needed.time_to_target(target);
}

std::vector<TimeToTarget> times_to_targets(const CaseRuns& runs, double examples) {
  std::vector<TimeToTarget> result;
  for (std::size_t t = 0; t < runs.c->targets.size(); ++t) {
    SpentToTarget needed(examples);
    for (const auto& run : runs.results)
      if (t < run.targets.size() && run.targets[t].reached)
        needed.add(run.targets[t].step, run.targets[t], true);
      else
        needed.add(run.steps, run, false);
    if (!runs.results.empty())
      for (const auto& run : runs.failures) needed.add(run.steps, run, false);
    result.push_back(needed.time_to_target(runs.c->targets[t]));
  }
  return result;
}

}  // namespace slalom::statistics
