// Problems of CUTEst in closed form: what all have in common. Gould, Orban & Toint (2015), CUTEst: a constrained and
// unconstrained testing environment with safe threads. Formulas, starts and bounds are those of its SIF files.
#pragma once

#include <slalom/function.hpp>

#include <limits>

namespace [[gnu::visibility("hidden")]] slalom {
namespace cutest {

constexpr double infinity = std::numeric_limits<double>::infinity();

/// A number of variables, or one of them, as a number in formulas.
inline double real(std::size_t i) { return static_cast<double>(i); }

/// Base of all. The constructor calls `standard`, `bounds` where there are some, `least` where it is known, and, in two
/// dimensions, `window`.
class Cutest : public Function {
 public:
  void start(Random&, std::span<double> x) const { std::ranges::copy(start_point, x.begin()); }

 protected:
  /// The standard start.
  void standard(std::vector<double> x) {
    description.dimension = x.size();
    start_point = std::move(x);
  }
  /// They are hard.
  void bounds(std::vector<double> lower, std::vector<double> upper) {
    description.lower = std::move(lower);
    description.upper = std::move(upper);
    description.hard_bounds = true;
  }
  /// The least value, and where it is reached, if that is known; other minima after that.
  void least(double value, std::vector<std::vector<double>> points = {}) { minimum(value, std::move(points)); }
  /// For problems whose least value depends on the dimension and was computed in some only.
  void least_unknown() { description.minimum_unknown = "it is known in other dimensions only"; }
  static std::vector<double> all(std::size_t count, double x) { return std::vector<double>(count, x); }
  /// The setting `dimension`.
  std::size_t size(int default_value = 10, int from = 2, double to = infinity) const {
    return static_cast<std::size_t>(setting("dimension", default_value, in(from, to), "number of variables"));
  }

 private:
  std::vector<double> start_point;
};

}  // namespace cutest
}  // namespace slalom

#define SLALOM_CUTEST(Formula, name, title, source) SLALOM_FUNCTION(Formula, name, title " (" #Formula ")", source)
