// Populations on mini-batches, where the value of no member is known: the best of many on one batch owes it to the
// batch.
#pragma once

#include <slalom/ext/values.hpp>

#include <span>
#include <vector>

template <class Real>
void mean_of(const std::vector<slalom::Vector<Real>>& members, std::span<Real> w) {
  for (std::size_t i = 0; i < w.size(); ++i) {
    double sum = 0;
    for (const auto& member : members) sum += member[i];
    w[i] = static_cast<Real>(sum / static_cast<double>(members.size()));
  }
}

/// As their mean was moved from outside.
template <class Real>
void move_along(std::vector<slalom::Vector<Real>>& members, std::span<const Real> before, std::span<const Real> to) {
  for (auto& member : members)
    for (std::size_t i = 0; i < to.size(); ++i) member[i] += to[i] - before[i];
}

template <class Real>
void move_along(slalom::Generation<Real>& members, std::span<const Real> before, std::span<const Real> to) {
  for (std::size_t k = 0; k < members.count(); ++k)
    for (std::size_t i = 0; i < to.size(); ++i) members[k][i] += to[i] - before[i];
}
