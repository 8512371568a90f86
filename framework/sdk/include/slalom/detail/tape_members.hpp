// What a tape does less often than once per operation.
#pragma once

#include <slalom/detail/tape.hpp>

#include <algorithm>

namespace [[gnu::visibility("hidden")]] slalom {
namespace math {

template <class T>
void Buffer<T>::reserve(std::size_t count) {
  if (count <= size_) return;
  const auto size = count + count / 2;
  auto larger = std::make_unique<T[]>(size);
  std::copy_n(data_.get(), size_, larger.get());
  data_ = std::move(larger);
  size_ = size;
}

template <class Number>
Tape<Number>::Tape(std::size_t variables) : n_(static_cast<std::uint32_t>(variables)) {
  x_.reserve(variables);
  variables_.reserve(variables);
  for (std::uint32_t i = 0; i < n_; ++i) variables_[i] = {Number(), i + 1, this};
}
template <class Number>
Tape<Number>::~Tape() = default;

template <class Number>
void Tape<Number>::grow() {
  operations_.reserve(operation_count_ + 64);
}

template <class Number>
typename Tape<Number>::Reduction Tape<Number>::record(std::span<const Variable<Number>> x) {
  const auto first = slope_count_;
  slope_count_ += x.size();
  slopes_.reserve(slope_count_);
  scratch_.reserve(2 * x.size());
  const auto index = x.empty() ? 0 : x.front().index;
  const bool are_variables = index != 0 && index <= n_ && x.data() == &variables_[index - 1];
  const Number* values = scratch_.data();
  if (are_variables) {
    values = at_ + index - 1;
  } else {
    note_reading();
    operands_.reserve(slope_count_);
    for (std::size_t i = 0; i < x.size(); ++i) scratch_[i] = x[i].value, operands_[first + i] = x[i].index;
  }
  reductions_.reserve(reduction_count_ + 1);
  reductions_[reduction_count_] = {first, x.size(), are_variables ? index : 0, are_variables && x.size() == n_};
  const auto result = record({Number(), Number(), reduction_count_, is_reduction});
  return {result, values, slopes_of(reduction_count_++), scratch_.data() + x.size()};
}

inline bool is_zero(const auto& x) { return x == 0.0; }
template <class Number, int N>
bool is_zero(const Dual<Number, N>& x) {
  for (const auto& slope : x.slopes)
    if (!is_zero(slope)) return false;
  return is_zero(x.value);
}

template <class Number>
void Tape<Number>::go_back(std::uint32_t from) {
  const std::size_t used = std::max(n_, from) + 1;
  adjoints_.reserve(std::max(used, 1 + n_ + operations_.size()));
  std::fill_n(adjoints_.data(), used, Number());
  adjoints_[from] = Number(1);
  gradient_ = adjoints_.data() + 1;
  for (auto index = from; index > n_; --index) {
    const Number adjoint = adjoints_[index];
    if (is_zero(adjoint)) continue;  // what does not count may have infinite derivatives
    const auto& operation = operations_[index - n_ - 1];
    if (operation.b != is_reduction) {
      adjoints_[operation.a] += adjoint * operation.slope_a;
      adjoints_[operation.b] += adjoint * operation.slope_b;
      continue;
    }
    const auto& x = reductions_[operation.a];
    const Number* slopes = slopes_of(operation.a);
    if (x.from != 0) {
      Number* to = adjoints_.data() + x.from;
      for (std::size_t i = 0; i < x.count; ++i) to[i] += adjoint * slopes[i];
    } else {
      for (std::size_t i = 0; i < x.count; ++i) adjoints_[operands_[x.first + i]] += adjoint * slopes[i];
    }
  }
  if (to_ != nullptr) gradient_ = std::copy_n(gradient_, n_, to_) - n_;
}

}  // namespace math
}  // namespace slalom
