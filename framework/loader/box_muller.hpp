// Normal random numbers of random bits (Box and Muller 1958).
#pragma once

#include <cstddef>
#include <cstdint>

namespace slalom::loader {

/// Of each pair of 64 random bits, one for an angle between -1 and 1, one for u between 0 and 1, two independent
/// numbers with mean 0 and variance 1: sqrt(-2 log u) times the sine of pi angle, and times its cosine. The bits are
/// the same on every processor, and wherever in a vector: there are sums, products, quotients and square roots alone,
/// each rounded by itself. Errors are a few units in the last place of sqrt(-2 log u).
void box_muller(const std::uint64_t* bits, std::size_t pairs, double* sines, double* cosines);

}  // namespace slalom::loader
