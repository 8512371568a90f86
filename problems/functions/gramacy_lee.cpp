// f(x) = sin(10 pi x) / (2 x) + (x - 1)^4.   Gramacy & Lee (2012).
#include <slalom/function.hpp>

struct GramacyLee : slalom::Function {
  GramacyLee() {
    domain(1, 0.5, 2.5);
    minimum(-0.8690111349894998, {{0.5485634445276052}});
  }
  template <class T>
  T operator()(std::span<const T> x) const {
    using namespace slalom::math;
    return sin(10 * pi * x[0]) / (2.0 * x[0]) + square(square(x[0] - 1.0));
  }
};
SLALOM_FUNCTION(GramacyLee, "gramacy_lee", "Gramacy and Lee: waves in one variable", "Gramacy & Lee 2012")
