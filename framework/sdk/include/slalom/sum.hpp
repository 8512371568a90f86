// Sums and products in formulas. Each term is differentiated in its own few variables, so that the gradient of a sum
// costs a few of its values, however many variables there are: Griewank & Toint (1982), on partially separable
// functions.
#pragma once

#include <slalom/detail/terms.hpp>

namespace [[gnu::visibility("hidden")]] slalom {

/// The sum of a term of one to four neighbouring numbers over all of x:
///   slalom::sum(x, [](auto a, auto b) { return square(b - a); })        (x_2 - x_1)^2 + (x_3 - x_2)^2 + …
/// or of a term and its number, counted from 1:
///   slalom::sum(x, [](double i, auto a) { return i * a; })              x_1 + 2 x_2 + 3 x_3 + …
/// A term may be made of constants besides, but of no other numbers that depend on x.
template <class T, class Term>
T sum(std::span<const T> x, const Term& term) {
  return detail::Terms<Term, 1>(term).sum(x);
}
/// The same where x falls into blocks of as many numbers as the term has:
///   slalom::sum_of_blocks(x, [](auto a, auto b) { return a * b; })      x_1 x_2 + x_3 x_4 + …
template <class T, class Term>
T sum_of_blocks(std::span<const T> x, const Term& term) {
  return detail::Terms<Term, detail::arity<Term>()>(term).sum(x);
}
/// The product of a factor of one number, or of its place and it.
template <class T, class Factor>
T product(std::span<const T> x, const Factor& factor) {
  return detail::Terms<Factor, 1>(factor).product(x);
}

}  // namespace slalom
