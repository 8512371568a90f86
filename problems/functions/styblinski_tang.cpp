// f(x) = 1/2 sum_i x_i^4 - 16 x_i^2 + 5 x_i.   Styblinski & Tang (1990).
#include <slalom/function.hpp>

struct StyblinskiTang : slalom::Function {
  StyblinskiTang() {
    domain(dimension(), -5, 5);
    minimum(-39.16616570377142 * static_cast<double>(description.dimension), {everywhere(-2.903534027771177)});
  }
  template <class T>
  T operator()(std::span<const T> x) const {
    using slalom::math::square;
    return slalom::sum(x, [](auto xi) { return square(square(xi)) - 16.0 * square(xi) + 5.0 * xi; }) / 2.0;
  }
};
SLALOM_FUNCTION(StyblinskiTang, "styblinski_tang", "Styblinski and Tang's function", "Styblinski & Tang 1990")
