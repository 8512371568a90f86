// Long short-term memory, from the state 0: with (i, f, g, o) = W x_t + U h_(t-1) + b,
// c_t = sigmoid(f + 1) c_(t-1) + sigmoid(i) tanh(g), h_t = sigmoid(o) tanh(c_t); y: all h_t.
// Hochreiter & Schmidhuber (1997); forget gate: Gers, Schmidhuber & Cummins (2000), its 1: Jozefowicz et al. (2015).
#pragma once

#include "network.hpp"

namespace [[gnu::visibility("hidden")]] slalom {
namespace layers {

template <class Real>
void lstm(Network<Real>& net, Index units, Index steps);

}  // namespace layers
}  // namespace slalom
