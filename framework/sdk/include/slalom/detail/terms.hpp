// How sums and products of many terms are computed and differentiated.
#pragma once

#include <slalom/detail/tape.hpp>

#include <algorithm>
#include <cstddef>
#include <span>
#include <type_traits>
#include <utility>

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
    math::Tape<Number> none(0);
    math::Tape<Number>* tape = nullptr;
    for (std::size_t i = 0; i < x.size() && tape == nullptr; ++i) tape = x[i].tape;
    const auto f = (tape == nullptr ? none : *tape).record(x);
    const Number value = reduce(f);
    return {value, tape == nullptr ? 0 : f.index, tape};
  }

  /// The sum, and its derivatives by each number. In blocks, whose loops compilers turn into vector instructions.
  template <bool differentiate, class Number>
  Number add(const Number* x, std::size_t numbers, Number* slopes) const {
    constexpr std::size_t block = 64, lanes = 8;
    const auto terms = count(numbers);
    if (terms < lanes) {
      Number total{};
      if constexpr (differentiate) std::fill_n(slopes, numbers, Number());
      for (std::size_t i = 0; i < terms; ++i) {
        const auto f = term<differentiate>(x, i);
        total += value(f);
        if constexpr (differentiate)
          for (std::size_t k = 0; k < width; ++k) slopes[i * stride + k] += f.slopes[k];
      }
      return total;
    }
    Number totals[lanes]{};
    for (std::size_t first = 0; first < terms; first += block) {
      const auto size = std::min(block, terms - first);
      Number values[block], by[width][block + width];
      for (std::size_t i = 0; i < size; ++i) {
        const auto f = term<differentiate>(x, first + i);
        values[i] = value(f);
        if constexpr (differentiate)
          for (std::size_t k = 0; k < width; ++k) by[k][i + (overlap ? k : 0)] = f.slopes[k];
      }
      std::size_t i = 0;
      for (; i + lanes <= size; i += lanes)
        for (std::size_t lane = 0; lane < lanes; ++lane) totals[lane] += values[i + lane];
      for (std::size_t lane = 0; i + lane < size; ++lane) totals[lane] += values[i + lane];
      if constexpr (differentiate) write(by, size, first == 0, slopes + first * stride);
    }
    if constexpr (differentiate && !overlap) std::fill(slopes + terms * stride, slopes + numbers, Number());
    for (auto half = lanes / 2; half > 0; half /= 2)
      for (std::size_t lane = 0; lane < half; ++lane) totals[lane] += totals[lane + half];
    return totals[0];
  }

  /// The derivatives of a block of terms: by[k] by their numbers k. Where terms overlap, by[k] begins k places later,
  /// and the first numbers have derivatives of the block before.
  template <class Number, std::size_t room>
  static void write(Number (&by)[width][room], std::size_t size, bool is_first, Number* slopes) {
    if constexpr (overlap) {
      for (std::size_t k = 0; k < width; ++k) {
        std::fill_n(by[k], k, Number());
        std::fill(by[k] + size + k, by[k] + size + width - 1, Number());
      }
      if (!is_first)
        for (std::size_t j = 0; j < width - 1; ++j) by[0][j] += slopes[j];
      for (std::size_t j = 0; j < size + width - 1; ++j) {
        Number sum = by[0][j];
        for (std::size_t k = 1; k < width; ++k) sum += by[k][j];
        slopes[j] = sum;
      }
    } else {
      for (std::size_t k = 0; k < width; ++k)
        for (std::size_t i = 0; i < size; ++i) slopes[i * stride + k] = by[k][i];
    }
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
