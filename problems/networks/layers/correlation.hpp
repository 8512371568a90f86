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
  static constexpr Index rows = 4;  ///< so many signals are computed together
  static constexpr Index taps = 8;  ///< so many derivatives are

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

  /// Numbers at which a signal is taken: rows of them, `row` apart, in each `columns` of them, `column` apart.
  struct Places {
    Index rows, columns, row, column;
  };
  /// slopes[k][lane] += sum_i y[i][lane] x[place_i + shift_k] for k < taps.
  static void add_slopes(const Real* x, const Index* shifts, const Real* y, const Places& places, Real* slopes) {
    const Real* from[taps];
    for (Index k = 0; k < taps; ++k) from[k] = x + shifts[k];
    Lanes sum[taps] = {};
    for (Index i = 0; i < places.rows; ++i)
      for (Index j = 0, place = i * places.row; j < places.columns; ++j, place += places.column, y += lanes) {
        const Lanes out = R::load(y);
        for (Index k = 0; k < taps; ++k) sum[k] += from[k][place] * out;
      }
    for (Index k = 0; k < taps; ++k) R::store(slopes + k * lanes, R::load(slopes + k * lanes) + sum[k]);
  }

 private:
  static constexpr Index parts = 2;  // enough sums at a time to hide how long an addition takes
};

}  // namespace layers
}  // namespace slalom
