#include "charts/attainment_chart.hpp"

#include "charts/axis.hpp"
#include "charts/script.hpp"
#include "statistics/cost.hpp"

#include <fmt/format.h>

#include <cmath>

namespace slalom::charts {

namespace {

/// Borders halfway between the neighbours of an ascending or falling logarithmic scale.
std::vector<double> borders(const std::vector<double>& centers) {
  std::vector<double> result;
  const double first = std::sqrt(centers[1] / centers[0]);
  const double last = std::sqrt(centers.back() / centers[centers.size() - 2]);
  result.push_back(centers.front() / first);
  for (std::size_t i = 1; i < centers.size(); ++i) result.push_back(std::sqrt(centers[i - 1] * centers[i]));
  result.push_back(centers.back() * last);
  return result;
}

}  // namespace

std::string attainment_script(const statistics::ProblemComparison& problem) {
  const auto& a = problem.attainment;
  const auto x = borders(a.costs), y = borders(a.losses);
  std::vector<std::vector<double>> boxes(7);
  for (std::size_t l = 0; l < a.losses.size(); ++l)
    for (std::size_t c = 0; c < a.costs.size(); ++c) {
      const double values[] = {a.costs[c], a.losses[l], x[c], x[c + 1], y[l + 1], y[l], a.difference[l][c]};
      for (std::size_t k = 0; k < boxes.size(); ++k) boxes[k].push_back(values[k]);
    }
  return frame(900, 430, fmt::format("{} less {}", a.optimizers[0], a.optimizers[1]),
               statistics::in_words(problem.unit), "loss") +
         commands({.log = true, .from = x.front(), .to = x.back()}, "x") +
         commands({.log = true, .from = y.back(), .to = y.front()}, "y") +
         "unset key\nset palette defined (-1 '#d55e00', 0 '#f7f7f7', 1 '#0072b2')\nset cbrange [-1:1]\n"
         "set cblabel 'fraction of runs'\n" +
         data_block("boxes", boxes) +
         "plot $boxes using 1:2:3:4:5:6:7 with boxxyerror fs solid 1 noborder lc palette notitle\n";
}

}  // namespace slalom::charts
