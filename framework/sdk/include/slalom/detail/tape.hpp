// Reverse-mode automatic differentiation: the operations of a formula, written down while it is computed, give the
// derivatives by all variables in one pass backwards. Griewank & Walther (2008), Evaluating Derivatives, section 3.2.
#pragma once

#include <slalom/detail/dual.hpp>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>

namespace [[gnu::visibility("hidden")]] slalom {
namespace math {

template <class Number>
class Tape;

/// A number on a tape. Number: double, or a Dual for second derivatives.
template <class Number>
struct Variable {
  Number value{};
  std::uint32_t index = 0;       ///< 0: a constant
  Tape<Number>* tape = nullptr;  ///< null: a constant

  Variable() = default;
  Variable(double constant) : value(constant) {}  // NOLINT(google-explicit-constructor): numbers are constants
  Variable(const Number& x, std::uint32_t i, Tape<Number>* on) : value(x), index(i), tape(on) {}

  static Variable chain(const Number& f, const Variable& a, const auto& df) { return chain(f, a, df, Variable(), 0.0); }
  static Variable chain(const Number& f, const Variable& a, const auto& fa, const Variable& b, const auto& fb) {
    auto* const tape = a.tape != nullptr ? a.tape : b.tape;
    return {f, tape == nullptr ? 0 : tape->record({Number(fa), Number(fb), a.index, b.index}), tape};
  }
  static Variable shifted(const Number& f, const Variable& a) { return {f, a.index, a.tape}; }
};

template <class Number>
inline constexpr bool is_differentiable<Variable<Number>> = true;

/// Memory that grows and keeps what is in it.
template <class T>
class Buffer {
 public:
  std::size_t size() const { return size_; }
  T* data() { return data_.get(); }
  T& operator[](std::size_t i) { return data_[i]; }
  void reserve(std::size_t count);

 private:
  std::unique_ptr<T[]> data_;
  std::size_t size_ = 0;
};

/// The operations of one formula. Their memory is used again: only a formula that is longer than all before allocates.
template <class Number>
class Tape {
 public:
  /// A number f(a, b): its derivatives, and the indices of a and b.
  struct Operation {
    Number slope_a, slope_b;
    std::uint32_t a, b;
  };
  /// A number f(x_1, …, x_n): x, and room for f's derivatives by them and for as many other numbers.
  struct Reduction {
    std::uint32_t index;
    const Number* x;
    Number *slopes, *scratch;
  };

  explicit Tape(std::size_t variables);
  ~Tape();
  Tape(const Tape&) = delete;
  Tape& operator=(const Tape&) = delete;

  /// The variables, to be written before `differentiate`.
  std::span<Number> x() { return {x_.data(), n_}; }
  /// The formula's value at x.
  template <class Formula>
  Number differentiate(const Formula& formula) {
    return differentiate(formula, x_.data());
  }
  /// The same at as many other numbers, which stay where they are meanwhile.
  template <class Formula>
  Number differentiate(const Formula& formula, const Number* x) {
    operation_count_ = slope_count_ = reduction_count_ = 0;
    at_ = x;
    for (std::size_t i = 0; i < n_; ++i) variables_[i].value = x[i];
    const Variable<Number> f = formula(std::span<const Variable<Number>>(variables_.data(), n_));
    go_back(f.index);
    return f.value;
  }
  /// Its derivatives by the variables.
  std::span<const Number> gradient() const { return {gradient_, n_}; }

  /// Returns the index of the result.
  std::uint32_t record(const Operation& operation) {
    if (operation_count_ == operations_.size()) [[unlikely]]
      grow();
    operations_[operation_count_++] = operation;
    return static_cast<std::uint32_t>(n_ + operation_count_);
  }
  /// What it returns is valid until the next reduction.
  Reduction record(std::span<const Variable<Number>> x);

 private:
  struct Operands {
    std::size_t first, count;  // of slopes_ and operands_
    std::uint32_t from;        // or, unless 0, the index of the first one, which the others follow
  };
  static constexpr auto is_reduction = static_cast<std::uint32_t>(-1);  // as b; a is its place in reductions_

  void grow();
  void go_back(std::uint32_t from);

  std::uint32_t n_, reduction_count_ = 0;
  std::size_t operation_count_ = 0, slope_count_ = 0;
  const Number *at_ = nullptr, *gradient_ = nullptr;
  Buffer<Number> x_;
  Buffer<Variable<Number>> variables_;
  Buffer<Operation> operations_;
  Buffer<Operands> reductions_;
  Buffer<Number> slopes_;
  Buffer<std::uint32_t> operands_;
  Buffer<Number> scratch_;
  Buffer<Number> adjoints_;  // the derivatives of the formula by the number of each index
};

}  // namespace math
}  // namespace slalom

#ifdef SLALOM_COMPILED
extern template class slalom::math::Tape<double>;
extern template class slalom::math::Tape<slalom::math::Dual<double, 1>>;
#else
#include <slalom/detail/tape_members.hpp>
#endif
