// The points of a search: which values of an optimizer's settings are tried. All optimizers get the same draws.
#pragma once

#include "suite/plan.hpp"

namespace slalom::suite {

/// A stage of successive halving: so many points are tried, each with the budget divided by `divisor`. Other searches
/// have one stage.
struct Rung {
  std::uint64_t points = 0;
  std::uint64_t divisor = 1;
  bool operator==(const Rung&) const = default;
};

/// All stages together take at most as many steps as `tuning.trials` whole runs (Jamieson and Talwalkar 2016, with a
/// third of the points going on to the next stage).
std::vector<Rung> rungs(const Tuning& tuning, const Budget& budget);

Budget divided(Budget budget, std::uint64_t divisor);

/// A point of the unit cube: a coordinate for every range.
using SearchPoint = std::vector<double>;

/// The points of a study's first stage.
/// random: independent draws; sobol: Sobol's sequence, shifted at random modulo 1 (Cranley and Patterson 1976); grid:
/// the largest grid of at most that many points, finest in the first ranges; halving: random.
std::vector<SearchPoint> points(const Study& study, const Budget& budget);

/// The value at a coordinate from 0 to 1.
Json value_at(const SearchRange& range, double coordinate);

/// Of a setting other than the learning rate, among the optimizer's settings: that of "inner.beta1" is /inner/beta1.
Json::json_pointer place_of(const SearchRange& range);

/// The case with the values of a point.
Case at_point(Case c, const Study& study, const SearchPoint& point);

/// What is run to try a case out, within a stage's budget: without what only reports need.
Case trial_of(Case c, const Study& study, const Rung& rung, const Trial& trial);

/// Appends runs of a case.
void add_runs(Plan& plan, std::size_t case_index, std::span<const std::uint64_t> seeds);

}  // namespace slalom::suite
