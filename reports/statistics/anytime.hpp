// How good results were on the way, not only at the end.
#pragma once

#include "statistics/metric_view.hpp"

#include <span>
#include <vector>

namespace slalom::statistics {

/// The lowest loss so far of one run, by cost, ascending.
struct Progression {
  std::vector<double> cost, lowest;
};

Progression progression(const run::RunRecord& run, const MetricView& measured, Unit unit);

/// Where a loss lies between bounds, on a logarithmic scale: 1 at `lower` or below, 0 at `upper` or above.
double closeness(double loss, double lower, double upper);

/// The area over the convergence curve of one run: the mean of closeness over the costs from 0 to `budget` (Hansen,
/// Auger, Brockhoff and Tušar 2022; as in iohinspector). What comes before the first point counts as it.
double area_over_curve(const Progression& run, double lower, double upper, double budget);

/// The empirical attainment function (Grunert da Fonseca, Fonseca and Hall 2001; López-Ibáñez, Vermetten, Dreo and
/// Doerr 2024): the fraction of runs that have reached a loss at a cost, a row for each loss.
std::vector<std::vector<double>> attainment(std::span<const Progression> runs, std::span<const double> costs,
                                            std::span<const double> losses);

/// Fills OptimizerResult::anytime and ProblemComparison::attainment; the optimizers are sorted by rank. Nothing without
/// targets (statistics/target_grid.hpp), whose last is the lower bound; the upper one is the median loss at the start.
void add_anytime(const ProblemRuns& runs, const MetricView& measured, ProblemComparison& problem);

}  // namespace slalom::statistics
