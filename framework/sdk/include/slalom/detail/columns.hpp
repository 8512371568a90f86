// Rows of numbers rearranged so that a vector register takes one number of each: transposed in registers.
#pragma once

#include <slalom/detail/registers.hpp>

#include <algorithm>
#include <utility>

namespace [[gnu::visibility("hidden")]] slalom {
namespace detail {

template <class Real>
class Columns {
  using R = Registers<Real>;
  using Index = std::ptrdiff_t;
  using Lanes = typename R::Lanes;

  static constexpr Index lanes = R::lanes;

 public:
  /// Puts `rows` rows, at most as many as there are lanes, at `to`: column after column, `stride` apart, each ending in
  /// zeros. From one row to the next it is `row` numbers, and `column` from one column to the next.
  static void put(const Real* from, Index row, Index column, Index rows, Index columns, Real* to, Index stride) {
    Index k = 0;
    for (; column == 1 && k + lanes <= columns; k += lanes) {
      Lanes x[lanes];
      SLALOM_UNROLLED for (Index i = 0; i < lanes; ++i) x[i] = i < rows ? R::load(from + i * row + k) : Lanes{};
      transpose(x);
      SLALOM_UNROLLED for (Index i = 0; i < lanes; ++i) R::store(to + (k + i) * stride, x[i]);
    }
    for (; k < columns; ++k)
      for (Index i = 0; i < lanes; ++i) to[k * stride + i] = i < rows ? from[i * row + k * column] : Real(0);
  }

 private:
  /// As often as the number of lanes can be halved, the first half of the vectors is interleaved with the second.
  static void transpose(Lanes (&x)[lanes]) {
    constexpr auto all = std::make_integer_sequence<Index, lanes>();
    SLALOM_UNROLLED for (Index done = 1; done < lanes; done *= 2) {
      Lanes y[lanes];
      SLALOM_UNROLLED for (Index i = 0; i < lanes / 2; ++i) {
        y[2 * i] = interleave<0>(x[i], x[i + lanes / 2], all);
        y[2 * i + 1] = interleave<lanes / 2>(x[i], x[i + lanes / 2], all);
      }
      std::copy_n(y, lanes, x);
    }
  }
  /// From a and b in turn, beginning with the numbers at `first`.
  template <Index first, Index... I>
  static Lanes interleave(const Lanes& a, const Lanes& b, std::integer_sequence<Index, I...>) {
    return __builtin_shufflevector(a, b, (first + I / 2 + I % 2 * lanes)...);
  }
};

}  // namespace detail
}  // namespace slalom
