// Made-up searches for settings.
#pragma once

#include "fabricated.hpp"

#include <algorithm>

namespace slalom::statistics {

struct Trial {
  double rate, loss;
  run::Status status = run::Status::finished;
};

/// Adds an optimizer with its trials, all over. The best is chosen.
inline void add_tuned(Fabricated& f, const std::string& problem, const std::string& optimizer, double untuned,
                      const std::vector<Trial>& trials, suite::Tuning tuning = {.on = suite::Criterion::final_loss}) {
  const auto study = f.plan.studies.size();
  const auto best = std::ranges::min_element(trials, {}, &Trial::loss) - trials.begin();
  f.add(problem, optimizer).trial = {.study = study, .index = static_cast<std::uint64_t>(best), .rung = 0};
  f.plan.cases.back().optimizer.learning_rate->initial = trials[static_cast<std::size_t>(best)].rate;
  const auto reported = f.plan.cases.size() - 1;
  for (std::uint64_t seed = 1; seed <= 5; ++seed)
    f.run(seed, {10, 9 + 0.1 * static_cast<double>(seed), trials[static_cast<std::size_t>(best)].loss});
  const auto add_trial = [&](std::optional<std::uint64_t> index, const Trial& trial) {
    auto& c = f.add(problem, optimizer);
    c.phase = suite::Phase::tuning;
    c.trial = {.study = study, .index = index, .rung = 0};
    c.optimizer.learning_rate->initial = trial.rate;
    f.run(1'000'001, {10, trial.loss}, trial.status, "");
  };
  add_trial({}, {0.01, untuned});
  for (std::size_t i = 0; i < trials.size(); ++i) add_trial(i, trials[i]);
  tuning.trials = trials.size();
  tuning.seeds = 1;
  f.plan.studies.push_back(
      {.reported = reported,
       .tuning = tuning,
       .space =
           {{.setting = "learning_rate", .minimum = 1e-4, .maximum = 1, .log = true, .whole = false, .choices = {}}},
       .seeds = {1'000'001},
       .reported_seeds = {1, 2, 3, 4, 5}});
}

}  // namespace slalom::statistics
