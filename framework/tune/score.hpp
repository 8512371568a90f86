// What a trial is worth. Lower is better; runs that diverged, failed or never got there are infinitely bad.
#pragma once

#include "run/record.hpp"

#include <span>

namespace slalom::tune {

/// A suite tunes on something that its problem does not have. The message says which.
struct CannotTune : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// Of one run. `metrics`: the problem's, by name. Throws CannotTune.
double score(suite::Criterion on, const run::RunRecord& record, std::span<const std::string> metrics);

/// Of a run that got nowhere from where this one of the case started; it has points.
double score_of_start(suite::Criterion on, const suite::Case& c, const run::RunRecord& record,
                      std::span<const std::string> metrics);

/// Of a trial: the mean over its seeds.
double mean_score(std::span<const double> scores);

}  // namespace slalom::tune
