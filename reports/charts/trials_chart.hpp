// The trials of a search: score against learning rate, a point a trial.
#pragma once

#include "statistics/comparison.hpp"

#include <string>

namespace slalom::charts {

bool has_trial_rates(const statistics::ProblemTuning& tuning);

/// gnuplot script for a search in which some optimizer has_trial_rates.
std::string trials_script(const statistics::ProblemTuning& tuning, const std::string& title);

}  // namespace slalom::charts
