// Coordinate search: in each step one coordinate, in turn, is tried at a distance d to both sides; w moves to the first
// point that is better. After a round without a move d is halved.
// Fermi and Metropolis (1952); Kolda, Lewis and Torczon (2003), algorithm 3.1.
#include <slalom/optimizer.hpp>

#include <algorithm>

template <class Real>
struct CoordinateSearch : slalom::Optimizer<Real> {
  double d = this->setting("distance", 0.5, slalom::above(0).log_search(0.01, 10), "d at first");
  const double shrink = this->setting("shrink", 0.5, slalom::above(0).below(1).search(0.2, 0.8), "factor of d");
  slalom::Vector<Real> point = this->zeros();
  double value = 0;
  std::size_t next = 0, failures = 0;
  bool begun = false;

  void step(slalom::Oracle<Real>& f, std::span<Real> w) {
    if (!begun || !f.batch().empty()) value = f.value(w);
    begun = true;
    std::ranges::copy(w, point.begin());
    const auto i = next;
    next = (next + 1) % w.size();
    for (const double side : {d, -d}) {
      point[i] = w[i] + static_cast<Real>(side);
      const double now = f.value(point);
      if (!(now < value)) continue;
      w[i] = point[i];
      value = now;
      failures = 0;
      return;
    }
    if (++failures < w.size()) return;
    failures = 0;
    d *= shrink;
  }
  void moved(std::span<const Real>, std::span<const Real>) { begun = false; }
};
SLALOM_OPTIMIZER(CoordinateSearch, "coordinate_search", "Coordinate search",
                 "Fermi & Metropolis 1952; Kolda, Lewis & Torczon 2003, algorithm 3.1; not cross-checked")
