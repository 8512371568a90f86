// y = W x + b
#pragma once

#include "network.hpp"

namespace [[gnu::visibility("hidden")]] slalom {
namespace layers {

template <class Real>
void dense(Network<Real>& net, Index units);

}  // namespace layers
}  // namespace slalom
