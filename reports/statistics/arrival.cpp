#include "statistics/arrival.hpp"

#include "statistics/numbers.hpp"
#include "statistics/quantile.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace slalom::report {

namespace {

/// What the runs that arrived needed.
struct Needed {
  std::vector<double> steps, evaluations, epochs;

  void add(std::uint64_t step, std::uint64_t evaluation, std::uint64_t example, double examples) {
    steps.push_back(static_cast<double>(step));
    evaluations.push_back(static_cast<double>(evaluation));
    epochs.push_back(static_cast<double>(example) / examples);
  }
  Arrival arrival(double target, std::size_t runs) const {
    return {.target = target,
            .reached = steps.size(),
            .runs = runs,
            .steps = spread(steps),
            .evaluations = spread(evaluations),
            .epochs = spread(epochs)};
  }
};

}  // namespace

std::string in_words(const host::Stop& stop) {
  std::vector<std::string> words;
  if (stop.distance) words.push_back(fmt::format("within {} of a minimizer", short_number(*stop.distance)));
  if (stop.gap) words.push_back(fmt::format("within {} of the known minimum", short_number(*stop.gap)));
  if (stop.loss) words.push_back(fmt::format("at a loss of at most {}", short_number(*stop.loss)));
  if (stop.gradient_norm)
    words.push_back(fmt::format("at a gradient norm of at most {}", short_number(*stop.gradient_norm)));
  return fmt::format("{}", fmt::join(words, " or "));
}

Arrival arrival_at_stop(const CaseRuns& runs, double examples) {
  const auto& stop = runs.c->stop;
  double target = unknown;
  for (const auto& asked : {stop.gradient_norm, stop.loss, stop.gap, stop.distance})
    if (asked) target = *asked;
  Needed needed;
  for (const auto& run : runs.results)
    if (run.status == host::Status::target) needed.add(run.steps, run.evaluations, run.examples, examples);
  return needed.arrival(target, runs.results.size());
}

std::vector<Arrival> arrivals_at_targets(const CaseRuns& runs, double examples) {
  std::vector<Arrival> result;
  for (std::size_t t = 0; t < runs.c->targets.size(); ++t) {
    Needed needed;
    for (const auto& run : runs.results)
      if (t < run.targets.size() && run.targets[t].reached)
        needed.add(run.targets[t].step, run.targets[t].evaluations, run.targets[t].examples, examples);
    result.push_back(needed.arrival(runs.c->targets[t], runs.results.size()));
  }
  return result;
}

}  // namespace slalom::report
