// The largest number, or the mean, of each window of each channel.
#pragma once

#include "network.hpp"

namespace [[gnu::visibility("hidden")]] slalom {
namespace layers {

/// Windows side by side.
template <class Real>
void max_pool(Network<Real>& net, Index size);
template <class Real>
void average_pool(Network<Real>& net, Index size);

}  // namespace layers
}  // namespace slalom
