// What a suite can show, before it is run.
#pragma once

#include "statistics/power.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace slalom::statistics {

/// The smallest difference that is shown with the usual power on one problem (statistics/power.hpp).
struct Forecast {
  std::string experiment, problem;  ///< labels
  std::size_t optimizers = 0, seeds = 0;
  double deviations = unknown;  ///< in standard deviations of the logarithm of the ratio; infinite: none is shown
  std::size_t pilot_seeds = 0;  ///< from which the ratio is known; 0: there are no stored runs
  double ratio = unknown;       ///< of the others' score to the best's
};

/// One for each problem of the plan that has at least two optimizers. Scatter is taken from the runs that are stored in
/// `results`, if there are any of at least five seeds: the median over optimizers of the standard deviation of the
/// logarithm of the ratio to the best.
std::vector<Forecast> forecast(const suite::Plan& plan, const std::filesystem::path& results, double alpha);

/// Sentences: what can be shown, problems with the same numbers together.
std::vector<std::string> in_words(const std::vector<Forecast>& forecasts, double alpha);

/// Sentences: where no difference can be significant.
std::vector<std::string> warnings_of(const std::vector<Forecast>& forecasts, double alpha);

}  // namespace slalom::statistics
