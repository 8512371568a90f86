// The test problems of Moré, Garbow & Hillstrom (1981), Testing unconstrained optimization software, ACM TOMS 7: what
// all have in common. The paper minimizes sum_i r_i^2; here, as for all residuals, f is half of that.
#pragma once

#include <slalom/ext/residual_formula.hpp>

namespace [[gnu::visibility("hidden")]] slalom {
namespace mgh {

/// A number of variables or residuals, or one of them, as a number in formulas.
inline double real(std::size_t i) { return static_cast<double>(i); }

/// Base of the 35 problems. The constructor calls `standard` and, where they are known, `minimum` and `window`.
class Mgh : public SumOfSquares {
 public:
  void start(Random&, std::span<double> w) const {
    const bool at_origin = std::ranges::all_of(start_point, [](double x) { return x == 0; });
    for (std::size_t i = 0; i < w.size(); ++i)
      w[i] = at_origin && start_scale != 1 ? start_scale : start_scale * start_point[i];
  }

 protected:
  /// The number of residuals, and the standard start.
  void standard(std::size_t residuals, std::vector<double> start) {
    description.dimension = start.size();
    residual_count = residuals;
    start_point = std::move(start);
  }
  /// The least value of sum_i r_i^2, and where it is reached; local minima after that.
  void minimum(double sum_of_squares, std::vector<std::vector<double>> points = {}) {
    description.minimum = sum_of_squares / 2;
    description.minimizers = std::move(points);
  }
  /// For problems whose minimum is known in some dimensions only.
  void minimum_unknown() { description.minimum_unknown = "it is known in other dimensions only"; }
  void window(double x_from, double x_to, double y_from, double y_to) {
    description.window = {x_from, x_to, y_from, y_to};
  }
  std::size_t dimension(int default_value, Range range = at_least(1)) const {
    return static_cast<std::size_t>(setting("dimension", default_value, range, "number of variables"));
  }
  static std::vector<double> all(std::size_t count, double x) { return std::vector<double>(count, x); }

 private:
  const double start_scale =
      setting("start_scale", 1.0, above(0), "times the standard start (1, 10, 100); all numbers where that is 0");
};

}  // namespace mgh
}  // namespace slalom

#define SLALOM_MGH(Formula, name, title) \
  SLALOM_RESIDUALS_OF(Formula, name, title " (" #Formula ")", "Moré, Garbow & Hillstrom 1981, " #Formula)
