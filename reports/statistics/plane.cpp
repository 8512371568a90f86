#include "statistics/plane.hpp"

#include <Eigen/Core>

#include <algorithm>
#include <cmath>

namespace slalom::statistics {

namespace {

using Vector = Eigen::VectorXd;

/// A recorded run that ended at a finite point.
struct Path {
  std::size_t optimizer = 0;
  Eigen::Map<const Eigen::MatrixXd> points;  ///< a column for each

  Vector end() const { return points.rightCols<1>(); }
};

std::vector<Path> paths_of(const ProblemRuns& runs) {
  const auto dimension = static_cast<Eigen::Index>(runs.info.dimension);
  std::vector<Path> paths;
  for (std::size_t i = 0; i < runs.cases.size(); ++i) {
    const auto& results = runs.cases[i].results;
    if (results.empty() || results.front().trajectory.empty() || results.front().status == run::Status::diverged)
      continue;
    const auto& w = results.front().trajectory;
    paths.push_back({i, {w.data(), dimension, static_cast<Eigen::Index>(w.size()) / dimension}});
  }
  return paths;
}

}  // namespace

Trajectory timed(const run::RunRecord& run) {
  Trajectory t;
  t.seed = run.seed;
  for (const auto& point : run.points) {
    t.steps.push_back(static_cast<double>(point.step));
    t.evaluations.push_back(static_cast<double>(point.evaluations));
    t.cpu_seconds.push_back(point.cpu_seconds);
  }
  if (run.status == run::Status::target) t.stop_step = static_cast<double>(run.steps);
  return t;
}

Plane project(const ProblemRuns& runs, std::vector<OptimizerResult>& optimizers) {
  const auto paths = paths_of(runs);
  const auto by_rank = [&](const Path& a, const Path& b) {
    const auto rank = [&](const Path& p) {
      return optimizers[p.optimizer].rank > 0 ? optimizers[p.optimizer].rank : INFINITY;
    };
    return rank(a) < rank(b);
  };
  const auto best = std::ranges::min_element(paths, by_rank);
  if (best == paths.end()) return {};
  const Vector start = best->points.col(0), along = best->end() - start;
  if (!(along.norm() > 0)) return {};
  const Vector e1 = along.normalized();
  const auto across = [&](const Path& p) -> Vector {
    const Vector w = p.end() - start;
    return w - w.dot(e1) * e1;
  };
  const auto third = std::ranges::max_element(paths, {}, [&](const Path& p) { return across(p).norm(); });
  constexpr double round_off = 1e-9;
  if (!(across(*third).norm() > round_off * along.norm())) return {};
  const Vector e2 = across(*third).normalized();

  Plane plane{.best = optimizers[best->optimizer].label, .third = optimizers[third->optimizer].label};
  double all = 0, within = 0;
  for (const auto& p : paths) {
    auto& t = optimizers[p.optimizer].trajectory = timed(runs.cases[p.optimizer].results.front());
    for (Eigen::Index k = 0; k < p.points.cols(); ++k) {
      const Vector w = p.points.col(k) - start;
      t.x.push_back(w.dot(e1));
      t.y.push_back(w.dot(e2));
      all += w.squaredNorm();
      within += t.x.back() * t.x.back() + t.y.back() * t.y.back();
    }
  }
  plane.fraction = within / all;
  for (const auto& minimizer : runs.info.minimizers) {
    if (minimizer.size() != static_cast<std::size_t>(start.size())) continue;
    const Vector w = Eigen::Map<const Vector>(minimizer.data(), start.size()) - start;
    plane.minimizers.push_back({w.dot(e1), w.dot(e2)});
  }
  return plane;
}

}  // namespace slalom::statistics
