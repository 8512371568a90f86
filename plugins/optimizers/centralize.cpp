// The inner optimizer sees centralized gradients: of each tensor of rank 2 or more, every slice along the first index
// loses its mean.   Yong, Huang, Hua and Zhang (2020), eq. 1.
#include <slalom/linear.hpp>
#include <slalom/wrapper.hpp>

template <class Real>
struct Centralize : slalom::Wrapper<Real> {
  const std::vector<slalom::Part> layers = this->parts();

  void step(slalom::Oracle<Real>& f, std::span<Real> w, Real eta) {
    this->inner.step(f, w, eta, [&](auto gradient, std::span<const Real> x, std::span<Real> g) {
      const double loss = gradient(x, g);
      for (const auto& layer : layers)
        if (layer.columns > 1)
          for (std::size_t r = 0; r < layer.rows; ++r) {
            auto row = slalom::as_vector(layer.of(g).subspan(r * layer.columns, layer.columns));
            row.array() -= row.mean();
          }
      return loss;
    });
  }
};
SLALOM_OPTIMIZER(Centralize, "centralize", "Centralized gradients", "Yong et al. 2020, eq. 1")
