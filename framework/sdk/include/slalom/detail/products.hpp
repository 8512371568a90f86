// How matrices are multiplied: what <slalom/products.hpp> declares. The result is made of tiles that stay in registers
// while the inner dimension is passed through: some rows of a, laid out one column after the other, times a few columns
// of b. Each number is summed over the inner dimension in order, in parts of at most `depth`: its bits depend on its
// row and column alone.   Goto & van de Geijn (2008), Anatomy of high-performance matrix multiplication.
#pragma once

#include <slalom/detail/columns.hpp>
#include <slalom/detail/registers.hpp>
#include <slalom/products.hpp>

#include <algorithm>
#include <array>
#include <utility>

namespace [[gnu::visibility("hidden")]] slalom {
namespace detail {

template <class Real>
class Multiplication {
  using R = Registers<Real>;
  using Lanes = typename R::Lanes;

  static constexpr Index lanes = R::lanes;
  static constexpr Index vectors = R::count / 8, width = 6;  // of a tile; its sums take three quarters of the registers
  static constexpr Index height = vectors * lanes, depth = 256;
  static constexpr Index near = 4;  // columns of a as near as this many times their length are read where they lie

 public:
  static void run(const Target<Real>& to, const Factor<Real>& a, const Factor<Real>& b, Real scale, bool add) {
    alignas(R::bytes) Real rows[depth * height];
    const Index parts = std::max<Index>(1, (a.columns + depth - 1) / depth);
    for (Index part = 0; part < parts; ++part, add = true) {
      const Index first = a.columns * part / parts, inner = a.columns * (part + 1) / parts - first;
      for (Index i = 0; i < to.rows; i += height) {
        const Index count = std::min(height, to.rows - i);
        const auto some = a.part(i, first);
        const bool as_it_lies = some.row == 1 && count % lanes == 0 && some.column <= near * count;
        if (!as_it_lies) lay_out(some, count, inner, rows);
        const Rows of_a = as_it_lies ? Rows{some.data, some.column} : Rows{rows, used_vectors(count) * lanes};
        for (Index j = 0; j < to.columns; j += width)
          put(of_a, b.part(first, j), inner, to.part(i, j, count, std::min(width, to.columns - j)), scale, add);
      }
    }
  }

 private:
  /// Rows of a: whole vectors for each column, `column` from one to the next.
  struct Rows {
    const Real* data;
    Index column;
  };

  /// At most `height` rows times at most `width` columns of b.
  static void put(const Rows& rows, const Factor<Real>& b, Index inner, const Target<Real>& to, Real scale, bool add) {
    const Index used = used_vectors(to.rows);
    const auto tile = tiles[static_cast<std::size_t>((used - 1) * width + to.columns - 1)];
    if (to.rows == used * lanes) return tile(rows, b.data, b.row, b.column, inner, to.data, to.stride, scale, add);
    Real all[height * width];  // the last vector has more lanes than there are rows
    tile(rows, b.data, b.row, b.column, inner, all, height, scale, false);
    for (Index c = 0; c < to.columns; ++c)
      for (Index i = 0; i < to.rows; ++i) {
        Real& number = to.data[c * to.stride + i];
        number = add ? number + all[c * height + i] : all[c * height + i];
      }
  }
  /// V vectors of rows times C columns.
  template <Index V, Index C>
  static void tile(Rows rows, const Real* b, Index b_row, Index b_column, Index inner, Real* to, Index stride,
                   Real scale, bool add) {
    SLALOM_UNROLLED for (Index c = 0; c < C; ++c) __builtin_prefetch(to + c * stride);
    Lanes sum[C][V] = {};
    for (Index k = 0; k < inner; ++k, rows.data += rows.column, b += b_row) {
      Lanes a[V];
      SLALOM_UNROLLED for (Index v = 0; v < V; ++v) a[v] = R::load(rows.data + v * lanes);
      SLALOM_UNROLLED for (Index c = 0; c < C; ++c) SLALOM_UNROLLED for (Index v = 0; v < V; ++v) sum[c][v] +=
          a[v] * b[c * b_column];
    }
    SLALOM_UNROLLED for (Index c = 0; c < C; ++c) SLALOM_UNROLLED for (Index v = 0; v < V; ++v) {
      Real* place = to + c * stride + v * lanes;
      R::store(place, add ? R::load(place) + sum[c][v] * scale : sum[c][v] * scale);
    }
  }

  using Tile = void (*)(Rows, const Real*, Index, Index, Index, Real*, Index, Real, bool);
  template <Index... I>
  static constexpr std::array<Tile, sizeof...(I)> all_tiles(std::integer_sequence<Index, I...>) {
    return {&tile<I / width + 1, I % width + 1>...};
  }
  static constexpr auto tiles = all_tiles(std::make_integer_sequence<Index, vectors * width>());
  static Index used_vectors(Index rows) { return (rows + lanes - 1) / lanes; }

  /// `count` rows, column after column, each whole vectors long: the last one ends in zeros.
  static void lay_out(const Factor<Real>& a, Index count, Index inner, Real* to) {
    const Index length = used_vectors(count) * lanes;
    if (a.row == 1) {
      const Index whole = count / lanes * lanes;
      for (Index k = 0; k < inner; ++k, to += length) {
        const Real* from = a.data + k * a.column;
        for (Index i = 0; i < whole; i += lanes) R::store(to + i, R::load(from + i));
        for (Index i = whole; i < length; ++i) to[i] = i < count ? from[i] : Real(0);
      }
      return;
    }
    for (Index v = 0; v < count; v += lanes)
      Columns<Real>::put(a.data + v * a.row, a.row, a.column, std::min(lanes, count - v), inner, to + v, length);
  }
};

template <class Real>
void multiply(Target<Real> to, Factor<Real> a, Factor<Real> b, Real scale, bool add) {
  Multiplication<Real>::run(to, a, b, scale, add);
}

}  // namespace detail
}  // namespace slalom
