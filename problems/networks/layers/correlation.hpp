// What convolutions are made of: sums of shifted signals, and the derivatives by their weights. Explicit vectors,
// because a matrix product would first have to lay out the shifts as a matrix, which takes longer than the sums
// themselves.
#pragma once

#include "layer.hpp"

#include <slalom/detail/registers.hpp>

namespace [[gnu::visibility("hidden")]] slalom {
namespace layers {

template <class Real>
class Correlation {
  using R = detail::Registers<Real>;
  using Lanes = typename R::Lanes;

 public:
  static constexpr Index lanes = R::lanes;
  static constexpr Index rows = 4, taps = 4;  ///< so many signals and shifts share what is loaded

  static constexpr Index round_up(Index n, Index multiple) { return (n + multiple - 1) / multiple * multiple; }
  /// Signals are computed in whole pieces: the least length of them that holds `length` numbers.
  static constexpr Index whole(Index length) { return round_up(length, parts * lanes); }

  /// y_r[p] = sum_k w[k rows + r] x[p + shift_k] for p < length, a whole one; y_r begins at y + r stride.
  static void apply(const Real* x, std::span<const Index> shifts, const Real* w, Real* y, Index stride, Index length) {
    for (Index p = 0; p < length; p += parts * lanes) {
      Lanes sum[rows][parts] = {};
      const Real* weight = w;
      for (const Index shift : shifts) {
        Lanes in[parts];
        for (Index i = 0; i < parts; ++i) in[i] = R::load(x + p + shift + i * lanes);
        for (Index r = 0; r < rows; ++r)
          for (Index i = 0; i < parts; ++i) sum[r][i] += weight[r] * in[i];
        weight += rows;
      }
      for (Index r = 0; r < rows; ++r)
        for (Index i = 0; i < parts; ++i) R::store(y + r * stride + p + i * lanes, sum[r][i]);
    }
  }

  /// slopes[r][k][lane] += the lane's share of sum_p y_r[p] x[p + shift_k] over p < length, for r < rows, k < taps.
  static void add_slopes(const Real* x, const Index* shifts, const Real* y, Index stride, Index length, Real* slopes) {
    Lanes sum[rows][taps];
    for (Index r = 0; r < rows; ++r)
      for (Index k = 0; k < taps; ++k) sum[r][k] = R::load(slopes + (r * taps + k) * lanes);
    for (Index p = 0; p < length; p += lanes) {
      Lanes out[rows];
      for (Index r = 0; r < rows; ++r) out[r] = R::load(y + r * stride + p);
      for (Index k = 0; k < taps; ++k) {
        const Lanes in = R::load(x + p + shifts[k]);
        for (Index r = 0; r < rows; ++r) sum[r][k] += out[r] * in;
      }
    }
    for (Index r = 0; r < rows; ++r)
      for (Index k = 0; k < taps; ++k) R::store(slopes + (r * taps + k) * lanes, sum[r][k]);
  }

 private:
  static constexpr Index parts = 2;  // enough sums at a time to hide how long an addition takes
};

}  // namespace layers
}  // namespace slalom
