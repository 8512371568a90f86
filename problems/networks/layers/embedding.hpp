// Symbols become vectors: x holds numbers of symbols, from 0; y is the row of E that belongs to each, and to the place
// in the sequence belongs a row of P, where there is one. Bengio et al. (2003); positions: Vaswani et al. (2017).
#pragma once

#include "network.hpp"

namespace [[gnu::visibility("hidden")]] slalom {
namespace layers {

/// The first layer of a network of symbols: there is no derivative by these.
template <class Real>
void embedding(Network<Real>& net, Index symbols, Index size, Index steps, bool positions);

}  // namespace layers
}  // namespace slalom
