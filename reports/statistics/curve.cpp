#include "statistics/curve.hpp"

#include "statistics/quantile.hpp"

#include <algorithm>
#include <cmath>

namespace slalom::report {

namespace {

std::vector<double> common_grid(std::span<const Series> runs, std::size_t most) {
  std::vector<double> grid;
  for (const auto& run : runs) grid.insert(grid.end(), run.x.begin(), run.x.end());
  std::sort(grid.begin(), grid.end());
  grid.erase(std::unique(grid.begin(), grid.end()), grid.end());
  if (grid.size() <= most) return grid;
  std::vector<double> thinned;
  for (std::size_t i = 0; i < most; ++i) thinned.push_back(grid[i * (grid.size() - 1) / (most - 1)]);
  return thinned;
}

double finite_or_unknown(double value) { return std::isfinite(value) ? value : unknown; }

}  // namespace

Curve curve(std::span<const Series> runs, std::size_t most) {
  Curve result;
  result.x = common_grid(runs, most);
  std::vector<std::size_t> next(runs.size(), 0);  // of each run, the first point beyond x
  std::vector<double> values;
  for (double x : result.x) {
    values.clear();
    for (std::size_t r = 0; r < runs.size(); ++r) {
      const auto& run = runs[r];
      while (next[r] < run.x.size() && run.x[next[r]] <= x) ++next[r];
      if (next[r] == 0) continue;
      values.push_back(next[r] == run.x.size() && run.x.back() < x ? run.afterwards : run.y[next[r] - 1]);
    }
    std::sort(values.begin(), values.end());
    result.median.push_back(finite_or_unknown(quantile(values, 0.5)));
    result.lower.push_back(finite_or_unknown(quantile(values, 0.25)));
    result.upper.push_back(finite_or_unknown(quantile(values, 0.75)));
  }
  return result;
}

}  // namespace slalom::report
