// f(x) = (6 x - 2)^2 sin(12 x - 4).   Forrester, Sobester & Keane (2008), appendix A.
#include <slalom/function.hpp>

struct Forrester : slalom::Function {
  Forrester() {
    domain(1, 0, 1);
    minimum(-6.0207400557670825, {{0.7572487578418559}, {0.14258918932471631}});
  }
  template <class T>
  T operator()(std::span<const T> x) const {
    using namespace slalom::math;
    return square(6.0 * x[0] - 2.0) * sin(12.0 * x[0] - 4.0);
  }
};
SLALOM_FUNCTION(Forrester, "forrester", "Forrester's function of one variable",
                "Forrester, Sobester & Keane 2008, appendix A")
