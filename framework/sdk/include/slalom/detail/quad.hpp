// Four neighbouring numbers, of which each may move up by a few places: in registers where the numbers are double.
#pragma once

#include <cstddef>

namespace [[gnu::visibility("hidden")]] slalom {
namespace detail {

template <class Number>
struct Quad {
  Number lanes[4]{};

  static Quad load(const Number* x) { return {{x[0], x[1], x[2], x[3]}}; }
  void store(Number* x) const {
    for (std::size_t i = 0; i < 4; ++i) x[i] = lanes[i];
  }
  Quad& operator+=(const Quad& other) {
    for (std::size_t i = 0; i < 4; ++i) lanes[i] += other.lanes[i];
    return *this;
  }
  /// The last `places` of those before, and the first of these.
  template <std::size_t places>
  Quad moved_up(const Quad& before) const {
    Quad moved;
    for (std::size_t i = 0; i < 4; ++i) moved.lanes[i] = i < places ? before.lanes[4 - places + i] : lanes[i - places];
    return moved;
  }
  /// The last of these, and the first `places` of those behind.
  template <std::size_t places>
  Quad moved_down(const Quad& behind) const {
    Quad moved;
    for (std::size_t i = 0; i < 4; ++i)
      moved.lanes[i] = i + places < 4 ? lanes[i + places] : behind.lanes[i + places - 4];
    return moved;
  }
};

template <>
struct Quad<double> {
  using Vector [[gnu::vector_size(32)]] = double;
  using Unaligned [[gnu::vector_size(32), gnu::aligned(8), gnu::may_alias]] = double;
  Vector lanes{};

  static Quad load(const double* x) { return {*reinterpret_cast<const Unaligned*>(x)}; }
  void store(double* x) const { *reinterpret_cast<Unaligned*>(x) = lanes; }
  Quad& operator+=(const Quad& other) {
    lanes += other.lanes;
    return *this;
  }
  template <std::size_t places>
  Quad moved_up(const Quad& before) const {
    return {__builtin_shufflevector(before.lanes, lanes, 4 - places, 5 - places, 6 - places, 7 - places)};
  }
  template <std::size_t places>
  Quad moved_down(const Quad& behind) const {
    return {__builtin_shufflevector(lanes, behind.lanes, places, 1 + places, 2 + places, 3 + places)};
  }
};

}  // namespace detail
}  // namespace slalom
