// y = gain_c (x - mean) / sqrt(variance + 1e-5) + shift_c, c the channel. Batch normalisation has the mean over the
// examples and positions of a channel (Ioffe & Szegedy 2015), layer normalisation over an example (Ba, Kiros & Hinton
// 2016).
#pragma once

#include "network.hpp"

namespace [[gnu::visibility("hidden")]] slalom {
namespace layers {

template <class Real>
void layer_norm(Network<Real>& net);

/// Over the examples that pass together: a loss with it is no mean over examples.
template <class Real>
void batch_norm(Network<Real>& net);

}  // namespace layers
}  // namespace slalom
