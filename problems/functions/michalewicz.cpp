// f(x) = -sum_i sin(x_i) sin^20(i x_i^2 / pi).   Michalewicz (1992).
#include <slalom/function.hpp>

struct Michalewicz : slalom::Function {
  // The variables do not interact: each has its own minimizer, here to full precision.
  static constexpr std::array<double, 10> known = {
      2.2029055201726093, 1.5707963267948966, 1.2849915705529245, 1.9230584698663629, 1.7204697725658413,
      1.5707963267948966, 1.454413971362379,  1.7560865209450263, 1.6557174168210291, 1.5707963267948966};

  Michalewicz() {
    domain(dimension(), 0, slalom::math::pi);
    if (description.dimension > known.size()) {
      description.minimum_unknown = "minimizers are known for up to 10 variables";
      return;
    }
    const std::vector<double> best(known.begin(), known.begin() + static_cast<std::ptrdiff_t>(description.dimension));
    minimum((*this)(std::span<const double>(best)), {best});
  }
  template <class T>
  T operator()(std::span<const T> x) const {
    using namespace slalom::math;
    return -slalom::sum(x, [](double i, auto xi) { return sin(xi) * pow(sin(i / pi * square(xi)), 20.0); });
  }
};
SLALOM_FUNCTION(Michalewicz, "michalewicz", "Michalewicz's function", "Michalewicz 1992")
