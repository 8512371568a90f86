// Coordinate search: in each step one coordinate, in turn, is tried at a distance d to both sides; w moves to the first
// point that is better. After a round without a move d is halved. Where batches change, w and the two points are
// compared on one batch after another until it is clear whether one of them is better. Fermi and Metropolis (1952);
// Kolda, Lewis and Torczon (2003), algorithm 3.1.
#include <slalom/duel.hpp>
#include <slalom/optimizer.hpp>

#include <algorithm>

template <class Real>
struct CoordinateSearch : slalom::Optimizer<Real> {
  double d = this->setting("distance", 0.5, slalom::above(0).log_search(0.01, 10), "d at first");
  const double shrink = this->setting("shrink", 0.5, slalom::above(0).below(1).search(0.2, 0.8), "factor of d");
  slalom::Vector<Real> point = this->zeros();
  slalom::Duel duel;
  double value = 0;
  std::size_t next = 0, failures = 0;
  bool begun = false, behind = false;  // the second side is tried

  void step(slalom::Oracle<Real>& f, std::span<Real> w) {
    const bool batches = !f.batch().empty();
    if (!begun || batches) value = f.value(w);
    begun = true;
    std::ranges::copy(w, point.begin());
    do {
      point[next] = w[next] + static_cast<Real>(behind ? -d : d);
      const double now = f.value(point);
      if (!duel.add(now, value, batches)) return;
      const bool better = duel.difference() < 0;
      if (better) {
        w[next] = point[next];
        value = now;
        failures = 0;
      }
      behind = !better && !behind;
      if (!behind) turn(better);
    } while (behind && !batches);
  }

  /// To the next coordinate.
  void turn(bool moved) {
    next = (next + 1) % point.size();
    if (moved || ++failures < point.size()) return;
    failures = 0;
    d *= shrink;
  }
  void moved(std::span<const Real> before, std::span<const Real> to) {
    if (std::ranges::equal(before, to)) return;
    begun = behind = false;
    duel = {};
  }
};
SLALOM_OPTIMIZER(CoordinateSearch, "coordinate_search", "Coordinate search",
                 "Fermi & Metropolis 1952; Kolda, Lewis & Torczon 2003, algorithm 3.1; not cross-checked")
