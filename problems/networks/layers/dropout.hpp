// Each number becomes 0 with probability p, and else x / (1 - p); without noise, y = x.   Srivastava et al. (2014).
#pragma once

#include "network.hpp"

namespace [[gnu::visibility("hidden")]] slalom {
namespace layers {

template <class Real>
void dropout(Network<Real>& net, double p);

}  // namespace layers
}  // namespace slalom
