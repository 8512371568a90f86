// Which charts a report has.
#pragma once

#include "charts/draw.hpp"
#include "statistics/comparison.hpp"

#include <string>
#include <vector>

namespace slalom::charts {

/// A chart and what stands below it.
struct Picture {
  Chart chart;
  std::string caption;
};

/// The charts of one problem; `prefix` starts the names of their files.
std::vector<Picture> pictures(const statistics::ProblemComparison& problem, const std::string& prefix);

/// The charts of a ranking over problems; none if it is empty.
std::vector<Picture> pictures(const statistics::Ranking& ranking, const std::string& prefix);

/// The charts of an experiment over its problems.
std::vector<Picture> pictures(const statistics::ExperimentComparison& experiment, const std::string& prefix);

/// "gap to the known minimum", "test loss", …
std::string title_of(const statistics::Metric& measure);

}  // namespace slalom::charts
