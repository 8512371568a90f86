// What AdamP and SGDP take out of their steps.   Heo et al. (2021), algorithms 1 and 2.
#pragma once

#include <slalom/linear.hpp>
#include <slalom/optimizer.hpp>

#include <algorithm>
#include <cmath>

namespace [[gnu::visibility("hidden")]] slalom {

/// Takes the component along w out of the step p, in each of so many pieces of a layer, if g is as good as orthogonal
/// to w in all of them: |cos(g, w)| < delta / sqrt(length). False, and p as it was, if not. Norms count as at least
/// `tiny`.
template <class Real>
bool project(const Part& layer, std::size_t pieces, std::span<const Real> w, std::span<const Real> g, std::span<Real> p,
             Real delta, Real tiny) {
  const std::size_t length = layer.size() / pieces;
  const auto piece = [&](std::size_t k, auto of) { return of.subspan(layer.offset + k * length, length); };
  for (std::size_t k = 0; k < pieces; ++k) {
    const double bound = std::max<double>(norm(piece(k, w)), tiny) * std::max<double>(norm(piece(k, g)), tiny);
    const double cosine = std::abs(dot(piece(k, w), piece(k, g))) / bound;
    if (!(cosine < delta / std::sqrt(static_cast<double>(length)))) return false;
  }
  for (std::size_t k = 0; k < pieces; ++k) {
    const auto x = piece(k, w);
    const auto step = piece(k, p);
    const double length_of_x = norm(x) + tiny, along = dot(x, step) / (length_of_x * length_of_x);
    for (std::size_t i = 0; i < length; ++i) step[i] -= static_cast<Real>(along * x[i]);
  }
  return true;
}

/// By rows, or else as one vector. Only what is a matrix is as good as scale-invariant.
template <class Real>
bool project(const Part& layer, std::span<const Real> w, std::span<const Real> g, std::span<Real> p, Real delta,
             Real tiny) {
  return layer.is_matrix() &&
         (project(layer, layer.rows, w, g, p, delta, tiny) || project(layer, 1, w, g, p, delta, tiny));
}

}  // namespace slalom
