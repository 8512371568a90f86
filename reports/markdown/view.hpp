// What the templates are filled with: a Comparison, with its numbers formatted and its tables laid out.
#pragma once

#include "statistics/comparison.hpp"

#include <string>
#include <vector>

namespace slalom::report {

/// Pictures of a problem, in the order of charts/charts.hpp: experiments, problems, pictures.
struct DrawnPicture {
  std::string file, caption;
};
using ProblemPictures = std::vector<DrawnPicture>;

/// `pictures` has an entry for every problem of every experiment. `notes` are sentences about what the report lacks.
Json view(const Comparison& comparison, const std::vector<std::vector<ProblemPictures>>& pictures,
          const std::vector<std::string>& notes);

}  // namespace slalom::report
