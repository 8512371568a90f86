// f(x, y) = -(y + 47) sin sqrt|x/2 + y + 47| - x sin sqrt|x - (y + 47)|.   Whitley et al. (1996), F101.
// Its least value in the domain, -959.6407 at (512, 404.2318), lies on the edge: it is no minimum for who may pass it.
#include <slalom/function.hpp>

struct Eggholder : slalom::Function {
  Eggholder() {
    domain(2, -512, 512);
    description.minimum_unknown = "the least value in the domain lies on its edge, beyond which there are lower ones";
  }
  template <class T>
  T operator()(std::span<const T> v) const {
    using namespace slalom::math;
    const T &x = v[0], &y = v[1];
    const T z = y + 47.0;
    return -z * sin(sqrt(abs(x / 2.0 + z))) - x * sin(sqrt(abs(x - z)));
  }
};
SLALOM_FUNCTION(Eggholder, "eggholder", "Eggholder", "Whitley et al. 1996, F101")
