// f(x, y) = sum_(i=1..10) (2 + 2 i - exp(i x) - exp(i y))^2.   Jennrich & Sampson (1968).
#include <slalom/function.hpp>

struct JennrichSampson : slalom::Function {
  JennrichSampson() {
    domain(2, -1, 1);
    window(0, 0.5, 0, 0.5);
    minimum(124.36218235561485, {everywhere(0.2578252136703641)});
  }
  template <class T>
  T operator()(std::span<const T> v) const {
    using namespace slalom::math;
    T sum(0);
    for (double i = 1; i <= 10; ++i) sum += square(2.0 + 2 * i - exp(i * v[0]) - exp(i * v[1]));
    return sum;
  }
};
SLALOM_FUNCTION(JennrichSampson, "jennrich_sampson", "Jennrich and Sampson: steep exponentials",
                "Jennrich & Sampson 1968")
