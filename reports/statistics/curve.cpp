#include "statistics/curve.hpp"

#include "statistics/quantile.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

namespace slalom::statistics {

namespace {

constexpr std::size_t max_runs = 10;

std::vector<double> thinned(const std::vector<double>& grid, std::size_t most) {
  if (grid.size() <= most) return grid;
  std::vector<double> result;
  for (std::size_t i = 0; i < most; ++i) result.push_back(grid[i * (grid.size() - 1) / (most - 1)]);
  return result;
}

std::vector<double> common_grid(std::span<const Series> runs, std::size_t most) {
  std::vector<double> grid;
  for (const auto& run : runs) grid.insert(grid.end(), run.x.begin(), run.x.end());
  std::sort(grid.begin(), grid.end());
  grid.erase(std::unique(grid.begin(), grid.end()), grid.end());
  return thinned(grid, most);
}

/// Of one run, at places that come in ascending order.
class Reader {
 public:
  explicit Reader(const Series& run) : run_(&run) {}

  /// Nothing if the run has recorded nothing up to x.
  std::optional<double> at(double x) {
    while (next_ < run_->x.size() && run_->x[next_] <= x) ++next_;
    if (next_ == 0) return std::nullopt;
    return next_ == run_->x.size() && run_->x.back() < x ? run_->afterwards : run_->y[next_ - 1];
  }

 private:
  const Series* run_;
  std::size_t next_ = 0;  // the first point beyond x
};

double finite_or_unknown(double value) { return std::isfinite(value) ? value : unknown; }

}  // namespace

Curve curve(std::span<const Series> runs, std::size_t most) {
  Curve result;
  result.x = common_grid(runs, most);
  std::vector<Reader> readers(runs.begin(), runs.end());
  std::vector<double> values;
  for (double x : result.x) {
    values.clear();
    for (auto& reader : readers)
      if (const auto value = reader.at(x)) values.push_back(*value);
    std::sort(values.begin(), values.end());
    result.median.push_back(finite_or_unknown(quantile(values, 0.5)));
    result.lower.push_back(finite_or_unknown(quantile(values, 0.25)));
    result.upper.push_back(finite_or_unknown(quantile(values, 0.75)));
  }
  return result;
}

RunCurves run_curves(std::span<const Series> runs, const std::vector<double>& places, std::size_t most) {
  RunCurves result;
  result.x = thinned(places, most);
  for (const auto& run : runs.first(std::min(runs.size(), max_runs))) {
    Reader reader(run);
    auto& values = result.values.emplace_back();
    // A run's own line ends where the run does.
    for (double x : result.x)
      values.push_back(run.x.empty() || run.x.back() < x ? unknown : finite_or_unknown(reader.at(x).value_or(unknown)));
  }
  return result;
}

}  // namespace slalom::statistics
