// The points of the bbob functions' reference numbers.
#pragma once

#include "opened.hpp"

namespace slalom::test {

/// From whole numbers: exact.
inline Numbers bbob_point(std::uint64_t function, std::uint64_t dimension, std::uint64_t instance, std::uint64_t k) {
  Numbers x;
  for (std::uint64_t j = 0; j < dimension; ++j) {
    constexpr std::uint64_t mask = 0xffffffff;
    std::uint64_t h = 7919 * function + 104729 * dimension + 1299709 * instance + 15485863 * k + 32452843 * j;
    h = (h * 2654435761) & mask;
    h = ((h ^ (h >> 15)) * 2246822519) & mask;
    h ^= h >> 13;
    x.push_back(-6 + 12 * static_cast<double>(h) / 4294967296.0);
  }
  return x;
}

}  // namespace slalom::test
