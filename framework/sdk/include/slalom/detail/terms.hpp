// How sums and products of many terms are computed and differentiated.
#pragma once

#include <slalom/detail/quad.hpp>
#include <slalom/detail/tape.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <span>
#include <type_traits>
#include <utility>

// GCC unrolls short loops before it looks for vector instructions, and then finds none for functions.
#ifdef __clang__
#define SLALOM_NOT_UNROLLED
#else
#define SLALOM_NOT_UNROLLED _Pragma("GCC unroll 1")
#endif

namespace [[gnu::visibility("hidden")]] slalom {
namespace detail {

/// The number of a term, counted from 1 as in formulas.
struct TermNumber {
  std::size_t number;
  operator double() const { return static_cast<double>(number); }  // NOLINT(google-explicit-constructor)
  operator std::size_t() const { return number; }                  // NOLINT(google-explicit-constructor)
};

/// Of how many numbers a term is made, its own number not counted. Lambdas are asked with a Dual: it is not a double,
/// so that [](double i, auto x) does not pass for a term of two.
template <class Term, class... Before>
constexpr std::size_t arity_after() {
  using X = math::Dual<double, 1>;
  if constexpr (std::is_invocable_v<Term, Before..., X>)
    return 1;
  else if constexpr (std::is_invocable_v<Term, Before..., X, X>)
    return 2;
  else if constexpr (std::is_invocable_v<Term, Before..., X, X, X>)
    return 3;
  else if constexpr (std::is_invocable_v<Term, Before..., X, X, X, X>)
    return 4;
  else
    return 0;
}
template <class Term>
inline constexpr bool is_numbered = arity_after<Term>() == 0;
template <class Term>
constexpr std::size_t arity() {
  if constexpr (is_numbered<Term>)
    return arity_after<Term, TermNumber>();
  else
    return arity_after<Term>();
}

/// Terms of neighbouring numbers. `stride`: how far the first number of a term is from that of the next.
template <class Term, std::size_t stride>
class Terms {
  static constexpr std::size_t width = arity<Term>();
  static constexpr bool overlap = stride < width;
  static_assert(width > 0,
                "a term is a function of one to four numbers, [](auto a, auto b) { … }, or of its own number "
                "and those, [](double i, auto a, auto b) { … }");

 public:
  explicit Terms(const Term& term) : term_(term) {}

  template <class T>
  T sum(std::span<const T> x) const {
    if constexpr (!math::Differentiable<T>) {
      return add<false>(x.data(), x.size(), static_cast<T*>(nullptr));
    } else if constexpr (requires { x.front().tape; }) {
      return on_tape(x, [&](const auto& f) { return add<true>(f.x, x.size(), f.slopes); });
    } else {
      T sum(0);
      for (std::size_t i = 0; i < count(x.size()); ++i) sum += call(i, [&](std::size_t j, int) { return x[j]; });
      return sum;
    }
  }

  template <class T>
  T product(std::span<const T> x) const {
    static_assert(width == 1, "a factor is a function of one number, [](auto a) { … }");
    if constexpr (requires { x.front().tape; }) {
      return on_tape(x, [&](const auto& f) { return multiply(f.x, x.size(), f.slopes, f.scratch); });
    } else {
      T product(1);
      for (std::size_t i = 0; i < x.size(); ++i) product *= call(i, [&](std::size_t j, int) { return x[j]; });
      return product;
    }
  }

 private:
  static std::size_t count(std::size_t numbers) { return numbers < width ? 0 : (numbers - width) / stride + 1; }

  /// Term number i; x(j, k): number j, as number k of the term.
  template <class X, std::size_t... k>
  auto call(std::size_t i, const X& x, std::index_sequence<k...>) const {
    if constexpr (is_numbered<Term>)
      return term_(TermNumber{i + 1}, x(i * stride + k, static_cast<int>(k))...);
    else
      return term_(x(i * stride + k, static_cast<int>(k))...);
  }
  template <class X>
  auto call(std::size_t i, const X& x) const {
    return call(i, x, std::make_index_sequence<width>());
  }

  /// The same of the numbers x, with its derivatives by those that it has.
  template <bool differentiate, class Number>
  auto term(const Number* x, std::size_t i) const {
    if constexpr (differentiate) {
      using X = math::Dual<Number, static_cast<int>(width), true>;
      return X(call(i, [&](std::size_t j, int k) { return X(x[j], k); }));
    } else {
      return Number(call(i, [&](std::size_t j, int) { return x[j]; }));
    }
  }
  template <class Number>
  static const Number& value(const Number& f) {
    return f;
  }
  template <class Number>
  static const Number& value(const math::Dual<Number, static_cast<int>(width), true>& f) {
    return f.value;
  }

  /// What `reduce` gives of x, on the tape where x is.
  template <class Number>
  static math::Variable<Number> on_tape(std::span<const math::Variable<Number>> x, const auto& reduce) {
    math::Tape<Number>* tape = nullptr;
    for (std::size_t i = 0; i < x.size() && tape == nullptr; ++i) tape = x[i].tape;
    if (tape == nullptr) return {reduce(math::Tape<Number>(0).record(x)), 0, nullptr};
    const auto f = tape->record(x);
    return {reduce(f), f.index, tape};
  }

  /// The sum, and its derivatives by each number. The last terms that do not fill a block are computed with some before
  /// them, which are not added again.
  template <bool differentiate, class Number>
  Number add(const Number* x, std::size_t numbers, Number* slopes) const {
    const auto terms = count(numbers);
    if (terms < lanes) return add_one_by_one<differentiate>(x, numbers, slopes);
    Number totals[lanes]{};
    Block<Number> block;
    Carried<Number> carried{};
    std::size_t first = 0;
    for (; first + lanes <= terms; first += lanes) {
      compute<differentiate>(x, first, block);
      for (std::size_t lane = 0; lane < lanes; ++lane) totals[lane] += block.values[lane];
      if constexpr (differentiate) write(block, carried, slopes + first * stride);
    }
    if (first < terms) {
      compute<differentiate>(x, terms - lanes, block);
      for (std::size_t lane = 0; lane < lanes; ++lane)
        totals[lane] += lane + terms < first + lanes ? Number() : block.values[lane];
    }
    if constexpr (differentiate) write_end(block, carried, first, terms, slopes, numbers);
    for (auto half = lanes / 2; half > 0; half /= 2)
      for (std::size_t lane = 0; lane < half; ++lane) totals[lane] += totals[lane + half];
    return totals[0];
  }

  template <bool differentiate, class Number>
  Number add_one_by_one(const Number* x, std::size_t numbers, Number* slopes) const {
    Number total{};
    if constexpr (differentiate) std::fill_n(slopes, numbers, Number());
    for (std::size_t i = 0; i < count(numbers); ++i) {
      const auto f = term<differentiate>(x, i);
      total += value(f);
      if constexpr (differentiate)
        for (std::size_t k = 0; k < width; ++k) slopes[i * stride + k] += f.slopes[k];
    }
    return total;
  }

  static constexpr std::make_index_sequence<width> places{};
  static constexpr std::size_t lanes = 8;
  /// Some terms side by side: by[k] are their derivatives by their numbers k.
  template <class Number>
  struct Block {
    alignas(64) Number values[lanes];
    alignas(64) Number by[width][lanes];
  };
  /// The last four derivatives of the block before, by number k.
  template <class Number>
  using Carried = std::array<Quad<Number>, width>;

  /// Of terms from number `first` on, in a loop that becomes vector instructions.
  template <bool differentiate, class Number>
  [[gnu::always_inline]] void compute(const Number* x, std::size_t first, Block<Number>& block) const {
    SLALOM_NOT_UNROLLED
    for (std::size_t i = 0; i < lanes; ++i) {
      const auto f = term<differentiate>(x, first + i);
      block.values[i] = value(f);
      if constexpr (differentiate)
        for (std::size_t k = 0; k < width; ++k) block.by[k][i] = f.slopes[k];
    }
  }

  /// The derivatives by the numbers from the first of a block on. Those of neighbouring terms add up.
  template <class Number>
  [[gnu::always_inline]] static void write(const Block<Number>& block, Carried<Number>& carried, Number* slopes) {
    if constexpr (stride == 1) {
      for (std::size_t from = 0; from < lanes; from += lanes / 2)
        next(block, from, carried, places).store(slopes + from);
    } else {
      for (std::size_t j = 0; j < lanes * stride; ++j) slopes[j] = block.by[j % stride][j / stride];
    }
  }
  template <class Number, std::size_t... k>
  static Quad<Number> next(const Block<Number>& block, std::size_t from, Carried<Number>& carried,
                           std::index_sequence<k...>) {
    Quad<Number> sum;
    const auto add = [&]<std::size_t place>(std::integral_constant<std::size_t, place>) {
      const auto these = Quad<Number>::load(block.by[place] + from);
      sum += these.template moved_up<place>(carried[place]);
      carried[place] = these;
    };
    (add(std::integral_constant<std::size_t, k>()), ...);
    return sum;
  }

  /// Those that `write` left out up to term number `first`, the block being that of the last terms.
  template <class Number>
  [[gnu::always_inline]] static void write_end(const Block<Number>& block, const Carried<Number>& carried,
                                               std::size_t first, std::size_t terms, Number* slopes,
                                               std::size_t numbers) {
    if constexpr (stride == 1) {
      for (auto j = first; j + lanes < numbers; ++j) {  // to which terms before the block add
        slopes[j] = Number();
        for (std::size_t k = 0; k < width; ++k)
          slopes[j] += j < first + k ? carried[k].lanes[4 + j - first - k] : block.by[k][j - k + lanes - terms];
      }
      last(block, places, slopes + numbers - lanes);
    } else {
      if (first < terms)
        for (std::size_t j = 0; j < lanes * stride; ++j)
          slopes[(terms - lanes) * stride + j] = block.by[j % stride][j / stride];
      std::fill(slopes + terms * stride, slopes + numbers, Number());
    }
  }
  template <class Number, std::size_t... k>
  [[gnu::always_inline]] static void last(const Block<Number>& block, std::index_sequence<k...>, Number* slopes) {
    Quad<Number> low, high;
    const auto add = [&]<std::size_t place>(std::integral_constant<std::size_t, place>) {
      constexpr std::size_t down = width - 1 - place;
      const auto first = Quad<Number>::load(block.by[place]), second = Quad<Number>::load(block.by[place] + 4);
      low += first.template moved_down<down>(second);
      high += second.template moved_down<down>({});
    };
    (add(std::integral_constant<std::size_t, k>()), ...);
    low.store(slopes);
    high.store(slopes + 4);
  }

  /// The product, and its derivatives by each number: that of one factor, times the others.
  template <class Number>
  Number multiply(const Number* x, std::size_t numbers, Number* slopes, Number* factors) const {
    using X = math::Dual<Number, 1>;
    Number product(1), after(1);
    for (std::size_t i = 0; i < numbers; ++i) {
      const X f(call(i, [&](std::size_t j, int k) { return X(x[j], k); }));
      factors[i] = f.value;
      slopes[i] = f.slopes[0] * product;
      product *= f.value;
    }
    for (std::size_t i = numbers; i-- > 0;) {
      slopes[i] *= after;
      after *= factors[i];
    }
    return product;
  }

  const Term& term_;
};

}  // namespace detail
}  // namespace slalom
