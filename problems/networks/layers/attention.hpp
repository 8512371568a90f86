// Causal self-attention with one head: (q, k, v) = W x, y_t = U sum_(s <= t) a_ts v_s, a_t the softmax over s of
// q_t.k_s / sqrt(d).   Vaswani et al. (2017), eq. 1.
#pragma once

#include "network.hpp"

namespace [[gnu::visibility("hidden")]] slalom {
namespace layers {

template <class Real>
void attention(Network<Real>& net, Index steps);

}  // namespace layers
}  // namespace slalom
