// f(w, b) = (s(h_50) - 0.7)^2,  h_t = w s(h_(t-1)) + b,  h_0 = 0.5,  s(h) = 1 / (1 + exp(-h)).
// Pascanu, Mikolov & Bengio (2013), section 2.3: walls where gradients explode beside plains where they vanish.
// The least value is reached on a curve; the point given is one of it.
#include <slalom/function.hpp>

struct Cliff : slalom::Function {
  Cliff() {
    domain({-2, -5}, {8, 1});
    minimum(0, {{0, 0.8472978603872037}});
  }
  template <class T>
  T operator()(std::span<const T> v) const {
    using namespace slalom::math;
    T h(0.5);
    for (int t = 0; t < 50; ++t) h = v[0] / (1.0 + exp(-h)) + v[1];
    return square(1.0 / (1.0 + exp(-h)) - 0.7);
  }
};
SLALOM_FUNCTION(Cliff, "cliff", "Cliffs in the error of a recurrent unit",
                "Pascanu, Mikolov & Bengio 2013, section 2.3")
