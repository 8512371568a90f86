// What the templates are filled with: a Comparison, with its numbers formatted and its tables laid out.
#pragma once

#include "statistics/comparison.hpp"

#include <string>
#include <vector>

namespace slalom::report {

/// Pictures in the order of charts/charts.hpp.
struct DrawnPicture {
  std::string file, caption;
};
using DrawnPictures = std::vector<DrawnPicture>;

struct Pictures {
  DrawnPictures overall;
  std::vector<DrawnPictures> of_experiments;            ///< of their rankings
  std::vector<std::vector<DrawnPictures>> of_problems;  ///< by experiment
};

/// `notes` are sentences about what the report lacks.
Json view(const Comparison& comparison, const Pictures& pictures, const std::vector<std::string>& notes);

}  // namespace slalom::report
