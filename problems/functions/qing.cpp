// f(x) = sum_i (x_i^2 - i)^2.   Qing (2006). The minimizers are (+-sqrt 1, +-sqrt 2, …); the one without signs is
// given.
#include <slalom/function.hpp>

struct Qing : slalom::Function {
  Qing() {
    domain(dimension(), -500, 500);
    window(-2, 2, -2, 2);
    std::vector<double> roots;
    for (std::size_t i = 1; i <= description.dimension; ++i) roots.push_back(std::sqrt(static_cast<double>(i)));
    minimum(0, {roots});
  }
  template <class T>
  T operator()(std::span<const T> x) const {
    using slalom::math::square;
    return slalom::sum(x, [](double i, auto xi) { return square(square(xi) - i); });
  }
};
SLALOM_FUNCTION(Qing, "qing", "Qing's function", "Qing 2006")
