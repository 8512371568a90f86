// f(x, y) = 1 / (0.002 + sum_(j=1..25) 1 / (j + (x - a_j)^6 + (y - b_j)^6)).   De Jong (1975), after Shekel (1971).
// a_j and b_j run through -32, -16, 0, 16, 32.
#include <slalom/function.hpp>

struct Foxholes : slalom::Function {
  Foxholes() {
    domain(2, -65.536, 65.536);
    minimum(0.9980038377944502, {{-31.97833483565697, -31.978334837300796}});
  }
  template <class T>
  T operator()(std::span<const T> v) const {
    using namespace slalom::math;
    T sum(0.002);
    for (int j = 0; j < 25; ++j) {
      const int row = j / 5, column = j % 5;
      const T x = v[0] - (16.0 * column - 32), y = v[1] - (16.0 * row - 32);
      sum += 1.0 / (j + 1.0 + square(x * square(x)) + square(y * square(y)));
    }
    return 1.0 / sum;
  }
};
SLALOM_FUNCTION(Foxholes, "foxholes", "Shekel's foxholes, De Jong's fifth function", "De Jong 1975")
