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
  /// The same at as many other numbers, which stay where they are meanwhile. The derivatives are written to `gradient`
  /// where there is one.
  template <class Formula>
  Number differentiate(const Formula& formula, const Number* x, Number* gradient = nullptr) {
    at_ = x;
    to_ = gradient;
    if (!reads_variables_) {  // tried without writing them, which takes as long as a short sum
      const auto f = record(formula);
      if (!reads_variables_ && is_one_sum(f.index)) return f.value;
      reads_variables_ = true;
    }
    for (std::size_t i = 0; i < n_; ++i) variables_[i].value = x[i];
    const auto f = record(formula);
    if (!is_one_sum(f.index)) go_back(f.index);
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
  /// The number of a variable is asked for, other than by an operation.
  void note_reading() { reads_variables_ = true; }

 private:
  struct Operands {
    std::size_t first, count;  // of slopes_ and operands_
    std::uint32_t from;        // or, unless 0, the index of the first one, which the others follow
    bool of_all;               // the variables
  };
  static constexpr auto is_reduction = static_cast<std::uint32_t>(-1);  // as b; a is its place in reductions_

  template <class Formula>
  Variable<Number> record(const Formula& formula) {
    operation_count_ = slope_count_ = reduction_count_ = 0;
    return formula(std::span<const Variable<Number>>(variables_.data(), n_));
  }
  /// Whether the formula is one sum over all variables: its derivatives are there.
  bool is_one_sum(std::uint32_t index) {
    if (operation_count_ != 1 || reduction_count_ != 1 || index != n_ + 1 || !reductions_[0].of_all) return false;
    gradient_ = slopes_of(0);
    return true;
  }
  /// Those of a reduction of all variables stand where the gradient is wanted, if it comes first.
  Number* slopes_of(std::uint32_t reduction) {
    return reduction == 0 && to_ != nullptr && reductions_[0].of_all ? to_
                                                                     : slopes_.data() + reductions_[reduction].first;
  }
  void grow();
  void go_back(std::uint32_t from);

  std::uint32_t n_, reduction_count_ = 0;
  std::size_t operation_count_ = 0, slope_count_ = 0;
  const Number *at_ = nullptr, *gradient_ = nullptr;
  Number* to_ = nullptr;
  bool reads_variables_ = false;  // the formula, not only its sums and products over them
  Buffer<Number> x_;
  Buffer<Variable<Number>> variables_;
  Buffer<Operation> operations_;
  Buffer<Operands> reductions_;
  Buffer<Number> slopes_;
  Buffer<std::uint32_t> operands_;
  Buffer<Number> scratch_;
  Buffer<Number> adjoints_;  // the derivatives of the formula by the number of each index
};

template <class Number>
double value_of(const Variable<Number>& x) {
  if (x.tape != nullptr) x.tape->note_reading();
  return value_of(x.value);
}

}  // namespace math
}  // namespace slalom

#ifdef SLALOM_COMPILED
extern template class slalom::math::Tape<double>;
extern template class slalom::math::Tape<slalom::math::Dual<double, 1>>;
#else
#include <slalom/detail/tape_members.hpp>
#endif
