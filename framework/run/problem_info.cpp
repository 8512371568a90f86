#include "run/problem_info.hpp"

#include "loader/require.hpp"
#include "run/real_vector.hpp"

#include <array>

namespace slalom::run {

namespace {

constexpr std::uint64_t grid = 121;

std::vector<double> landscape(loader::Workspace& workspace, const double* window) {
  RealVector w(workspace.problem().real(), 2);
  std::vector<double> values;
  values.reserve(grid * grid);
  const auto place = [](double from, double to, std::uint64_t i) {
    return from + (to - from) * static_cast<double>(i) / static_cast<double>(grid - 1);
  };
  for (std::uint64_t row = 0; row < grid; ++row)
    for (std::uint64_t column = 0; column < grid; ++column) {
      w.assign(std::array{place(window[0], window[1], column), place(window[2], window[3], row)});
      values.push_back(workspace.loss(w.data(), nullptr));
    }
  return values;
}

}  // namespace

ProblemInfo info_of(loader::Workspace& workspace) {
  const auto& d = workspace.problem().description();
  const auto n = workspace.problem().dimension();
  ProblemInfo info;
  info.dimension = n;
  info.examples = d.examples;
  if (d.minimum != nullptr) info.minimum = *d.minimum;
  if (loader::covers(&d, &slalom_description::minimum_unknown) && d.minimum_unknown != nullptr)
    info.minimum_unknown = d.minimum_unknown;
  for (std::size_t m = 0; m < d.minimizer_count; ++m)
    info.minimizers.emplace_back(d.minimizers + m * n, d.minimizers + (m + 1) * n);
  info.metrics.assign(d.metrics, d.metrics + d.metric_count);
  if (d.window != nullptr) info.window.assign(d.window, d.window + 4);
  if (n == 2 && d.examples == 1 && d.window != nullptr) {
    info.grid = grid;
    info.landscape = landscape(workspace, d.window);
  }
  info.cached = workspace.problem().cached();
  return info;
}

std::string problem_key(const suite::Case& c) {
  return Json{{"problem", c.problem.name},
              {"settings", c.problem.settings},
              {"plugin", c.problem.plugin_hash + c.problem.data_hash},
              {"float32", c.precision == suite::Precision::float32}}
      .dump();
}

}  // namespace slalom::run
